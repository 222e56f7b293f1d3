/**
 * Locks: 1,000 attempts of 20 processes to have one lock of the GitHub double, over a network that loses answers after the
 * write, delays requests, repeats them and delivers some after their sender has given up; with short ends, thefts and claimants
 * that never come back. Fails where one had the lock by its answer and the ref said otherwise.
 *
 *     script/bench locks [SEED] [PROCESSES] [ATTEMPTS OF EACH]
 */
import { contend } from '../test/contention/contention.ts'
import { table } from './statistics.ts'

const [seed = 1, processes = 20, attempts = 50] = process.argv.slice(2).map(Number)
const began = performance.now()
const { counts, wrong, looks, requests } = await contend(processes, attempts, seed)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
const { locked, refused, broken } = counts
console.log(
  table(
    ['seed', 'attempts', 'locked', 'refused', 'without an answer', 'looks', 'two owners', 'requests', 'seconds'],
    [[seed, processes * attempts, locked, refused, broken, looks, wrong.length, requests, seconds].map(String)],
  ),
)
for (const one of wrong) console.error(one)
if (wrong.length > 0) process.exitCode = 1
