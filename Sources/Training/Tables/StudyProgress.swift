/// Called while a stage works, from any of its threads: parts that are done, and parts in all.
public typealias StudyProgress = @Sendable (_ stage: Stage, _ done: Int, _ total: Int) -> Void
