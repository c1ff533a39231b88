#if Relay
    internal import NIOCore

    extension RelayLoop.TimeLimits {
        /// Those of a configuration.
        init(_ configuration: RelayConfiguration) {
            firstByte = TimeAmount(configuration.firstByteTimeout)
            idle = TimeAmount(configuration.upstreamIdleTimeout)
            stream = TimeAmount(configuration.maximumStreamDuration)
            requestHead = TimeAmount(configuration.requestHeadTimeout)
            requestBody = TimeAmount(configuration.requestBodyTimeout)
            keepAlive = TimeAmount(configuration.keepAliveTimeout)
            heartbeat = TimeAmount(configuration.chat.heartbeatInterval)
            grace = TimeAmount(configuration.chat.resumption.graceTime)
        }

        /// The shortest of them.
        var shortest: TimeAmount {
            min(
                firstByte, idle, stream, min(requestHead, requestBody, keepAlive),
                min(heartbeat, grace))
        }
    }
#endif
