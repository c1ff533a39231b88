#if !CommandLine
    /// Stands in for the command where the package is built without what it needs.
    @main
    struct CommandLineDisabled {
        static func main() {
            print(
                """
                This message-stream was built without its command line. The package trait CommandLine
                enables it, and is enabled by default:

                    swift build --traits CommandLine
                """)
        }
    }
#endif
