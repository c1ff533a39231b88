#if !CommandLine
    /// Stands in for the command where the package is built without what it needs.
    @main
    struct CommandLineDisabled {
        static func main() {
            let explanation = """
                message-stream: built without its command line. Package traits bring it in:
                swift build --traits CommandLine, or --enable-all-traits

                """
            try? FileDescriptor.standardError.write(explanation.utf8.span)
            exitProcess(ExitStatus.unavailable.rawValue)
        }
    }
#endif
