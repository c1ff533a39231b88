#if !CommandLine
    /// Stands in for the command where the package is built without what it needs.
    @main
    struct CommandLineDisabled {
        static func main() {
            let explanation = """
                message-stream: built without its command line. The package trait CommandLine, which
                is enabled by default, brings it in: swift build --traits CommandLine

                """
            try? FileDescriptor.standardError.write(explanation.utf8.span)
            exitProcess(ExitStatus.unavailable.rawValue)
        }
    }
#endif
