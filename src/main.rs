//! Parse arguments, call, return the status.

fn main() -> std::process::ExitCode {
    onus::cli::main().into()
}
