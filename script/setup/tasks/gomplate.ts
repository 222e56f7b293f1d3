import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'
import { SetupError } from '../setup-error.ts'
import { GO_ENV, goSources, requiredVersion } from './go.ts'

const MODULE = 'github.com/hairyhenderson/gomplate/v4'
const folderOf = (setup: Setup) => path.join(setup.root, 'test/platform/gomplate')

/** The gomplate to use: the one `GOMPLATE_BIN` names, else the one compiled here (or that will be). */
export function gomplatePath(setup: Setup): string {
  const given = setup.env.GOMPLATE_BIN
  if (given) return path.resolve(given)
  return path.join(setup.parts.path('gomplate', gomplateKey(setup)), 'gomplate')
}

const gomplateKey = (setup: Setup) => keyOf(goSources(folderOf(setup), linkerFlags(setup)))

/** Without it gomplate calls itself 0.0.0, and would not be taken for the version that was asked for. */
function linkerFlags(setup: Setup): string {
  return `-s -w -X ${MODULE}/version.Version=${requiredVersion(folderOf(setup), MODULE).slice(1)}`
}

/** The sources of gomplate, from the Go module proxy. */
export function gomplateModules(setup: Setup): Task {
  return {
    name: 'gomplate-modules',
    title: 'gomplate: fetch Go modules',
    needs: [],
    cost: 200,
    how: 'fetched',
    done: async () => false,
    run: () => {
      const argv = ['go', 'mod', 'download']
      const log = setup.log('gomplate-modules')
      const what = 'fetching the Go modules of gomplate'
      return runCommand({ what, argv, cwd: folderOf(setup), env: GO_ENV, log }, setup.signal)
    },
  }
}

/** The template engine. */
export function gomplate(setup: Setup): Task {
  return {
    name: 'gomplate',
    title: 'gomplate: compile',
    needs: ['gomplate-modules'],
    lane: 'compile',
    cost: 180,
    how: 'built',
    done: async () => (setup.env.GOMPLATE_BIN ? given(setup) : setup.parts.has('gomplate', gomplateKey(setup))),
    run: () =>
      setup.parts.build('gomplate', gomplateKey(setup), async output => {
        const argv = [
          'go',
          'build',
          '-ldflags',
          linkerFlags(setup),
          '-o',
          `${output}/gomplate`,
          `${MODULE}/cmd/gomplate`,
        ]
        const log = setup.log('gomplate')
        await runCommand({ what: 'compiling gomplate', argv, cwd: folderOf(setup), env: GO_ENV, log }, setup.signal)
      }),
  }
}

function given(setup: Setup): boolean {
  try {
    accessSync(gomplatePath(setup), constants.X_OK)
    return true
  } catch {
    const file = gomplatePath(setup)
    throw new SetupError(`GOMPLATE_BIN names ${file}, which is not a program: correct or unset it`)
  }
}
