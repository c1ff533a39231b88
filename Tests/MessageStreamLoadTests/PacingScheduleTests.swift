import Testing

@testable import MessageStreamLoad

struct PacingScheduleTests {
    @Test func `streams take turns evenly over the interval`() {
        var schedule = PacingSchedule<Int>(interval: 1000)
        for stream in [3, 0, 4, 1, 2] {
            schedule.add(stream, number: stream, of: 5, from: 10_000, now: 10_000)
        }
        var taken: [Int] = []
        var times: [UInt64] = []
        for _ in 0..<10 {
            guard let due = schedule.nextDue else { break }
            #expect(schedule.takeDue(at: due - 1) == nil)
            guard let turn = schedule.takeDue(at: due) else { break }
            taken.append(turn.stream)
            times.append(turn.due)
            schedule.putBack(turn.stream, after: turn.due)
        }
        #expect(taken == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
        #expect(times == (0..<10).map { 10_000 + 200 * $0 })
    }

    @Test func `a stream that comes late has its turn where it would have been`() throws {
        var schedule = PacingSchedule<String>(interval: 1000)
        schedule.add("a", number: 1, of: 4, from: 0, now: 5_300)
        #expect(schedule.nextDue == 6_250)
        schedule.add("b", number: 2, of: 4, from: 0, now: 5_500)
        #expect(schedule.nextDue == 5_500)
    }

    @Test func `a late timer costs no event its turn`() {
        var schedule = PacingSchedule<Int>(interval: 100)
        for stream in 0..<3 { schedule.add(stream, number: stream, of: 3, from: 0, now: 0) }
        var counts = [0, 0, 0]
        while let turn = schedule.takeDue(at: 1000) {
            counts[turn.stream] += 1
            schedule.putBack(turn.stream, after: turn.due)
        }
        #expect(counts == [11, 10, 10])
    }

    @Test func `many streams come in the order of their times`() {
        var schedule = PacingSchedule<Int>(interval: 1_000_003)
        for index in 0..<500 {
            let number = index * 7919 % 500
            schedule.add(number, number: number, of: 500, from: 0, now: 0)
        }
        var last: UInt64 = 0
        for round in 0..<5000 {
            guard let turn = schedule.takeDue(at: .max) else { break }
            #expect(turn.due >= last)
            #expect(turn.stream == round % 500)
            last = turn.due
            schedule.putBack(turn.stream, after: turn.due)
        }
    }
}
