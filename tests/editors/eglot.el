;;; eglot.el --- a real Emacs uses the server -*- lexical-binding: t -*-

;;; Commentary:
;; Emacs opens the report named by GOUJI_REPORT, with the set-up of editors/emacs.md, and uses the server as a person
;; would.  Run by `cargo xtask editors'; ends with 1 and a reason where something is not as it should be.

;;; Code:

(require 'eglot)
(require 'flymake)

(defun gouji-test-fail (why)
  "End with WHY."
  (message "emacs: %s" why)
  (kill-emacs 1))

(defun gouji-test-wait (what condition)
  "Wait for WHAT, until CONDITION gives non-nil, and give that."
  (let ((deadline (time-add nil 30)) result)
    (while (not (setq result (funcall condition)))
      (when (time-less-p deadline nil) (gouji-test-fail (format "no %s" what)))
      (accept-process-output nil 0.01))
    result))

(defun gouji-test-found (words)
  "The diagnostics whose text has WORDS."
  (seq-filter (lambda (diagnostic) (string-match-p (regexp-quote words) (flymake-diagnostic-text diagnostic)))
              (flymake-diagnostics)))

(setq eglot-confirm-server-initiated-edits nil
      eglot-sync-connect t
      eglot-send-changes-idle-time 0)

(find-file (getenv "GOUJI_REPORT"))
(unless (eq major-mode 'gouji-mode) (gouji-test-fail (format "the mode is %s" major-mode)))
;; Emacs runs no hook of commands in batch mode, on which `eglot-ensure' waits.
(unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
(gouji-test-wait "server" #'eglot-current-server)
(gouji-test-wait "diagnostics" (lambda () (gouji-test-found "66.67")))

;; Completion of an item's name.
(goto-char (point-max))
(insert "公务")
(eglot--signal-textDocument/didChange)
(let* ((completion (eglot-completion-at-point))
       (table (nth 2 completion))
       (labels (all-completions (buffer-substring (nth 0 completion) (nth 1 completion)) table)))
  (unless (seq-some (lambda (label) (string-match-p "公务接待费" label)) labels)
    (gouji-test-fail (format "the item of the report is not offered: %S" labels))))
(delete-char -2)

;; Formatting of the table, and the finding that goes when its rate is put right.
(eglot--signal-textDocument/didChange)
(eglot-format-buffer)
(goto-char (point-min))
(unless (re-search-forward "^| 三公经费  .*141.71 |" nil t) (gouji-test-fail "the table is not aligned"))
(goto-char (point-min))
(search-forward "68.67%")
(replace-match "66.67%")
(eglot--signal-textDocument/didChange)
(gouji-test-wait "check after the change" (lambda () (not (gouji-test-found "66.67"))))

(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(princ (format "emacs %s: diagnostics, completion, formatting\n" emacs-version))
(kill-emacs 0)

;;; eglot.el ends here
