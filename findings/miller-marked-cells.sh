#!/usr/bin/env bash
# Guess: Miller's stats1, which asks for numbers, says (error) when a column of counts holds a mark such as [c], as
#   its + does; or else it leaves the mark out of all it reports.
# What happens (Miller 6.6): of 3, [c] and 5 the sum is 8, the count 3 and the mean 4: the mark is in the count and
#   not in the mean, so sum / count is not the mean. A number with a leading zero is text by default, and goes the
#   same way: of 010, 08 and 5 the sum is 5, and the greatest is 08.
# Why it matters: totals over published tables with suppressed cells, and over counts that a fixed-width extract
#   padded with zeros, come out short with exit code 0.
set -euo pipefail
. "$(dirname "$0")/common"
needs mlr miller
mlr --version
printf 'n=3\nn=[c]\nn=5\n' | mlr stats1 -a sum,count,mean -f n | tee marked.txt
printf 'n=010\nn=08\nn=5\n' | mlr stats1 -a sum,count,max -f n | tee padded.txt
printf 'n=[c]\n' | mlr put '$n = $n + 1' | tee added.txt
[ "$(cat marked.txt)" = "n_sum=8,n_count=3,n_mean=4" ]
[ "$(cat padded.txt)" = "n_sum=5,n_count=3,n_max=08" ]
[ "$(cat added.txt)" = "n=(error)" ]
