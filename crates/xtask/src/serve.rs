//! Serves a folder to the browser on this machine, with the headers that the page asks of every server.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

/// The policy under which the page runs; its tests use the same.
const POLICY: &str = include_str!("../../../web/page/policy.txt");

/// The port that is tried first, so that the address stays the same from run to run.
const PORT: u16 = 8520;

/// Longest request head that is read.
const MAX_HEAD: u64 = 16 * 1024;

/// A browser opens connections ahead of time and may never use them.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder that waits for browsers.
pub(crate) struct Server {
    listener: TcpListener,
    folder: Arc<Path>,
}

impl Server {
    /// Opens a port on this machine alone.
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let listener = TcpListener::bind(("127.0.0.1", PORT))
            .or_else(|_| TcpListener::bind(("127.0.0.1", 0)))
            .map_err(|error| format!("no port can be opened: {error}"))?;
        Ok(Self { listener, folder: folder.into() })
    }

    /// The address of the folder.
    pub(crate) fn address(&self) -> Result<String, String> {
        let address = self.listener.local_addr().map_err(|error| error.to_string())?;
        Ok(format!("http://127.0.0.1:{}/", address.port()))
    }

    /// Answers until the process is ended.
    pub(crate) fn run(&self) {
        for stream in self.listener.incoming().flatten() {
            let folder = Arc::clone(&self.folder);
            // A browser that goes away in the middle is no fault of ours.
            thread::spawn(move || answer(stream, &folder).ok());
        }
    }
}

/// One request, one answer, and the connection closes.
fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?).take(MAX_HEAD);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && line.trim_end() != "" {
        line.clear();
    }
    let response = respond(&request, folder);
    stream.write_all(response.head().as_bytes())?;
    if response.with_body {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

struct Response {
    status: &'static str,
    mime: &'static str,
    body: Vec<u8>,
    with_body: bool,
}

impl Response {
    fn plain(status: &'static str) -> Self {
        Self { status, mime: "text/plain; charset=utf-8", body: status.into(), with_body: true }
    }

    fn head(&self) -> String {
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-cache\r\n\
             Connection: close\r\n\r\n",
            self.status,
            self.mime,
            self.body.len(),
            POLICY.trim_end()
        )
    }
}

fn respond(request: &str, folder: &Path) -> Response {
    let mut words = request.split_ascii_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return Response::plain("405 Method Not Allowed");
    }
    let Some(path) = path_within(folder, target) else { return Response::plain("404 Not Found") };
    match fs::read(&path) {
        Ok(body) => Response { status: "200 OK", mime: mime(&path), body, with_body: method == "GET" },
        Err(_) => Response::plain("404 Not Found"),
    }
}

/// The file that a request asks for; none that lies elsewhere, however the request is spelt.
fn path_within(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    // Our own files have plain names; whatever is escaped is none of them.
    if path.contains(['%', '\\', '\0'])
        || Path::new(path).components().any(|part| !matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let file = folder.join(path);
    Some(if path.is_empty() || path.ends_with('/') { file.join("index.html") } else { file })
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        // A report may be in any encoding; the page finds out which.
        "txt" | "gj" => "text/plain",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = Path::new("dist");
        let path = |target| path_within(folder, target);
        assert_eq!(path("/"), Some(folder.join("index.html")));
        assert_eq!(path("/samples/a.txt?x=1"), Some(folder.join("samples/a.txt")));
        for target in ["/../Cargo.toml", "/a/../../b", "/%2e%2e/b", "//etc/passwd", "/a\\..\\b", "", "x"] {
            assert_eq!(path(target), None, "{target}");
        }
    }

    #[test]
    fn a_browser_is_answered_over_the_wire() {
        let server = Server::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let address = server.address().unwrap();
        thread::spawn(move || server.run());
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        // More than one line of headers, as browsers send.
        write!(stream, "GET /Cargo.toml?x=1 HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with(include_str!("../Cargo.toml")), "{answer}");
    }

    #[test]
    fn every_answer_names_its_type_and_the_policy() {
        let response = respond("GET /Cargo.toml HTTP/1.1", Path::new(env!("CARGO_MANIFEST_DIR")));
        let head = response.head();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("script-src 'self' 'wasm-unsafe-eval'") && head.contains("nosniff"), "{head}");
        assert_eq!(mime(Path::new("a.wasm")), "application/wasm");
        assert!(respond("POST / HTTP/1.1", Path::new(".")).status.starts_with("405"));
        assert!(!respond("HEAD /Cargo.toml HTTP/1.1", Path::new(env!("CARGO_MANIFEST_DIR"))).with_body);
    }
}
