import Haplotypes

extension CalledRegion {
  /// What a window says of a sweep.
  package enum Evidence {
    /// It is called one.
    case called(Call)
    /// It is most like a window without any.
    case without
    /// It is most like a window beside one, or like one too little to be called, or has too little to say.
    case between
  }

  /// One region a sweep. A window called and a window beside a sweep both say that there is one within half a window; where all between
  /// two calls say so and the calls lie at most `reach` apart, the length of a window, one sweep explains them all, and where it lies between
  /// them the scan cannot tell. `windows` are in order. A region is of the class of its most probable call.
  package static func sweeps(_ windows: [Evidence], reach: Int) -> [CalledRegion] {
    var regions: [CalledRegion] = []
    var run: [Call] = []
    func close() {
      if let region = CalledRegion(run) { regions.append(region) }
      run = []
    }
    for window in windows {
      switch window {
      case .without: close()
      case .between: continue
      case .called(let call):
        if let last = run.last,
          last.focus.contig != call.focus.contig || call.focus.start - last.focus.end > reach
        {
          close()
        }
        run.append(call)
      }
    }
    close()
    return regions
  }
}
