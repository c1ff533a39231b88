#if Relay
enum ChatPage { static let html: [UInt8] = PackageResources.chat_html; static let headers: [(String,String)] = [] }
#endif
