//! Prints a file with its tables formatted.
fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    print!("{}", gouji::format(&text));
}
