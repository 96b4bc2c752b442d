/// A statistic of two populations that reproduces FILET's program on simulations where that departs from the definition.
/// They are for complete calls only.
protocol FiletStatistic: ConventionalStatistic {}
