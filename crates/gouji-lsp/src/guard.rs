//! Keeps what is no message away from tower-lsp, whose reader ends for good at the first body that it cannot read.
//!
//! Frames are taken from the client one by one. A body that is a JSON-RPC message goes on as it came; in place of any
//! other goes a request without an id, which is answered with the error that the protocol demands.

use serde_json::Value;
use tokio::io::{
    self, AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};
use tower_lsp::jsonrpc::{Request, Response};

/// The method that stands in for a body that is no JSON.
pub(crate) const NO_JSON: &str = "$/noJson";

/// The method that stands in for JSON that is no message.
const NO_MESSAGE: &str = "$/noMessage";

/// Longest line of a header.
const MAX_LINE: u64 = 4096;

/// Longest body that is kept. Longer ones are read past.
const MAX_BODY: u64 = 256 << 20;

/// Hands messages on until the client or the server is gone.
pub(crate) async fn relay(input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin) {
    // An error on either side means that nobody is there any more.
    let _ = relay_all(BufReader::new(input), output).await;
}

async fn relay_all(
    mut input: impl AsyncBufRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    while let Some(length) = next_length(&mut input).await? {
        let body = sound(body(&mut input, length).await?);
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
    Ok(())
}

/// Reads a header and gives the length that it states; `None` at the end. Lines that are no part of a header are
/// passed over, so that noise costs the message that it stands in and no other.
async fn next_length(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(MAX_LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        match (text.split_once(':'), length) {
            (Some((name, value)), _) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            (_, Some(length)) if text.is_empty() => return Ok(Some(length)),
            _ => {}
        }
    }
}

/// The body, or nothing where it is too long to be kept.
async fn body(input: &mut (impl AsyncBufRead + Unpin), length: u64) -> io::Result<Vec<u8>> {
    let mut input = input.take(length);
    let mut body = Vec::new();
    if length > MAX_BODY {
        io::copy(&mut input, &mut io::sink()).await?;
        return Ok(body);
    }
    if input.read_to_end(&mut body).await? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

/// The body if it is a message, else the request that stands in for it.
fn sound(body: Vec<u8>) -> Vec<u8> {
    let stand_in = match serde_json::from_slice(&body).map(is_message) {
        Ok(true) => return body,
        Ok(false) => NO_MESSAGE,
        Err(_) => NO_JSON,
    };
    format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{stand_in}"}}"#).into_bytes()
}

fn is_message(message: Value) -> bool {
    if message.get("method").is_some() {
        return serde_json::from_value::<Request>(message).is_ok();
    }
    serde_json::from_value::<Response>(message).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relayed(input: &[u8]) -> String {
        let mut output = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(relay(input, &mut output));
        String::from_utf8(output).unwrap()
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn stand_in(method: &str) -> String {
        frame(&format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{method}"}}"#))
    }

    const SOUND: &str = r#"{"jsonrpc":"2.0","method":"initialized"}"#;

    #[test]
    fn messages_pass_as_they_came() {
        let response = r#"{"jsonrpc":"2.0","id":1,"result":[null]}"#;
        let input = frame(SOUND) + &frame(response);
        assert_eq!(relayed(input.as_bytes()), input);
    }

    #[test]
    fn what_is_no_message_is_replaced_and_the_next_one_passes() {
        let nested = "[".repeat(100_000);
        let no_message = ["[1, 2]", "null", "{\"id\":1}", "{\"jsonrpc\":\"1.0\",\"method\":\"a\"}"];
        let no_message = no_message.map(|body| (body, NO_MESSAGE));
        let no_json = ["{", "", &nested].map(|body| (body, NO_JSON));
        for (bad, method) in no_message.into_iter().chain(no_json) {
            let input = frame(bad) + &frame(SOUND);
            assert_eq!(relayed(input.as_bytes()), stand_in(method) + &frame(SOUND), "{bad:.40}");
        }
        let mut input = b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec();
        input.extend(frame(SOUND).into_bytes());
        assert_eq!(relayed(&input), stand_in(NO_JSON) + &frame(SOUND));
    }

    #[test]
    fn noise_between_messages_is_passed_over() {
        let noise = "GET / HTTP/1.1\r\nHost: x\r\n\r\n\r\nContent-Length: many\r\n\r\n".to_owned()
            + &"x".repeat(10_000)
            + "\n";
        let body = SOUND.len();
        let odd = format!("content-type: a; charset=latin1\ncontent-length:{body}\n\n{SOUND}");
        assert_eq!(relayed((noise + &odd).as_bytes()), frame(SOUND));
    }

    #[test]
    fn a_body_that_breaks_off_is_dropped() {
        assert_eq!(relayed(b"Content-Length: 100\r\n\r\n{"), "");
        assert_eq!(relayed(b"Content-Length: 99999999999999\r\n\r\n{"), stand_in(NO_JSON));
        assert_eq!(relayed(b"Content-Len"), "");
    }
}
