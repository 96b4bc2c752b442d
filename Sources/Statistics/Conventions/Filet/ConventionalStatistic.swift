/// A statistic as another program has it, which has no rule for missing calls.
protocol ConventionalStatistic: OneColumnStatistic {}
