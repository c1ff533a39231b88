import Foundation

/// The seconds of processor time that `body` takes on this thread: nearly the same on a busy machine.
public func threadSeconds(_ body: () throws -> Void) rethrows -> Double {
    let start = threadTime()
    try body()
    return threadTime() - start
}

private func threadTime() -> Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else {
        preconditionFailure("a thread has a clock")
    }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How much more a piece costs when there are eight times as many: about 1 where the cost is linear,
/// about 8 where it is quadratic.
public func growth(of cost: (_ count: Int) throws -> Void, from count: Int) rethrows -> Double {
    // The first run pays for what is made once.
    try cost(count / 8)
    let few = try threadSeconds { try cost(count) }
    let many = try threadSeconds { try cost(8 * count) }
    return many / few / 8
}
