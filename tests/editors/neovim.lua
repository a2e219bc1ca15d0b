-- A real Neovim opens the report given as the first argument, with the set-up of editors/neovim.md, and uses the server
-- as a person would. Run by `cargo xtask editors`; ends with 1 and a reason where something is not as it should be.

local report = arg[1]

local function fail(why)
  io.stderr:write('neovim: ' .. why .. '\n')
  vim.cmd('cquit 1')
end

local function check(condition, why)
  if not condition then
    fail(why)
  end
end

local function wait_for(what, condition)
  check(vim.wait(30000, condition, 10), 'no ' .. what)
end

local function found(code)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == code
  end, vim.diagnostic.get(0))
end

vim.cmd.edit(report)
check(vim.bo.filetype == 'gouji', 'the file type is ' .. vim.bo.filetype)
wait_for('client', function()
  return #vim.lsp.get_clients({ bufnr = 0 }) == 1
end)
wait_for('diagnostics', function()
  return #vim.diagnostic.get(0) > 0
end)
check(#found('GJ701') == 1, 'the rate of the report is not found wrong')

-- A fix is applied and its finding goes.
local wrong = found('GJ701')[1]
vim.api.nvim_win_set_cursor(0, { wrong.lnum + 1, wrong.col })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.kind == 'quickfix' and action.title:find('66.67', 1, true) ~= nil
  end,
})
wait_for('fixed rate', function()
  return vim.fn.search('66\\.67%', 'nw') > 0
end)
wait_for('check after the fix', function()
  return #found('GJ701') == 0
end)

-- Completion of an item's name.
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
local last = vim.api.nvim_buf_line_count(0)
vim.api.nvim_buf_set_lines(0, last, last, false, { '公务' })
vim.api.nvim_win_set_cursor(0, { last + 1, #'公务' })
local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
local answer = client:request_sync('textDocument/completion', params, 30000, 0)
check(answer and answer.result, 'no completion')
local items = answer.result.items or answer.result
check(vim.iter(items):any(function(item)
  return item.label == '公务接待费'
end), 'the item of the report is not offered')
vim.api.nvim_buf_set_lines(0, last, last + 1, false, {})

-- Hover and formatting.
vim.fn.search('104.98')
local hover = client:request_sync('textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding), 30000, 0)
check(hover and hover.result and hover.result.contents.value:find('三公经费', 1, true), 'no hover')
vim.lsp.buf.format({ async = false, timeout_ms = 30000 })
local line = vim.fn.getline(vim.fn.search('^| 三公经费', 'nw'))
check(line:find('141.71 |', 1, true) and line:find('三公经费  ', 1, true), 'the table is not aligned: ' .. line)

client:stop()
wait_for('end of the server', function()
  return client:is_stopped()
end)
io.stdout:write('neovim ' .. tostring(vim.version()) .. ': diagnostics, fix, completion, hover, formatting\n')
vim.cmd('qall!')
