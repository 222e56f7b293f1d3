import { readFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'

const requirements = (setup: Setup) => path.join(setup.root, 'test/platform/zizmor/requirements.txt')
const keyFor = (setup: Setup) =>
  keyOf({ requirements: readFileSync(requirements(setup), 'utf8'), platform: `${platform()}-${arch()}` })

/** Where zizmor is, or will be. */
export function zizmorPath(setup: Setup): string {
  return path.join(setup.parts.path('zizmor', keyFor(setup)), 'bin', 'zizmor')
}

/** Finds weak spots in workflow files. A binary in a wheel, whose SHA-256 the requirements file pins. */
export function zizmor(setup: Setup): Task {
  return {
    name: 'zizmor',
    title: 'zizmor: pip install',
    needs: [],
    cost: 5,
    how: 'fetched',
    done: async () => setup.parts.has('zizmor', keyFor(setup)),
    run: () =>
      setup.parts.build('zizmor', keyFor(setup), async output => {
        const options = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--target', output]
        const argv = ['python3', '-m', 'pip', 'install', '--quiet', ...options, '-r', requirements(setup)]
        await runCommand({ what: 'installing zizmor', argv, log: setup.log('zizmor') }, setup.signal)
      }),
  }
}
