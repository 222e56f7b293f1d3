import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'
import { GO_ENV, goSources } from './go.ts'

const FLAGS = '-s -w'
const folderOf = (setup: Setup) => path.join(setup.root, 'test/platform/workload')
const workloadKey = (setup: Setup) => keyOf(goSources(folderOf(setup), FLAGS))

/** The program that tests of the platform put into images. */
export function workloadPath(setup: Setup): string {
  return path.join(setup.parts.path('workload', workloadKey(setup)), 'workload')
}

/** Made from the standard library alone, so there is nothing to fetch. */
export function workload(setup: Setup): Task {
  return {
    name: 'workload',
    title: 'workload: compile',
    needs: [],
    lane: 'compile',
    cost: 5,
    how: 'built',
    done: async () => setup.parts.has('workload', workloadKey(setup)),
    run: () =>
      setup.parts.build('workload', workloadKey(setup), async output => {
        const argv = ['go', 'build', '-ldflags', FLAGS, '-o', `${output}/workload`, '.']
        const log = setup.log('workload')
        await runCommand({ what: 'compiling workload', argv, cwd: folderOf(setup), env: GO_ENV, log }, setup.signal)
      }),
  }
}
