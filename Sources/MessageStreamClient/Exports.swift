@_exported public import MessageRequests
