/**
 * What `strategy.drain` does to the requests of a client that calls all the while: rollouts of a program that exits on TERM, on
 * a real cluster, without drain and with it in turn. Ends with 1 when a
 * request on a connection of its own failed although the pods drain; a connection that is kept open breaks when the program
 * exits, whatever went before.
 *
 *     script/bench drain [ROLLOUTS]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('drain')
