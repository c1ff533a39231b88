#if Client
    import NIOCore
#endif
