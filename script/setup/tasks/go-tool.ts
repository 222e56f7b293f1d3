import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'
import { GO_ENV, goSources } from './go.ts'

/** A program compiled from a module that is nobody else's dependency: `test/platform/<name>/go.mod` pins it. */
export interface GoTool {
  readonly name: string
  /** The package with its `main`. */
  readonly package: string
  /** About how long fetching and compiling take from nothing on two idle cores, in seconds. */
  readonly cost: { readonly fetch: number; readonly compile: number }
}

/** Runs workflow files on this machine as GitHub's runner would. */
export const actTool: GoTool = { name: 'act', package: 'github.com/nektos/act', cost: { fetch: 60, compile: 120 } }

/** Finds mistakes in workflow files. */
export const actionlintTool: GoTool = {
  name: 'actionlint',
  package: 'github.com/rhysd/actionlint/cmd/actionlint',
  cost: { fetch: 5, compile: 10 },
}

const FLAGS = '-s -w'
const folderOf = (setup: Setup, tool: GoTool) => path.join(setup.root, 'test/platform', tool.name)
const keyFor = (setup: Setup, tool: GoTool) => keyOf(goSources(folderOf(setup, tool), FLAGS))

/** Where the program is, or will be. */
export function goToolPath(setup: Setup, tool: GoTool): string {
  return path.join(setup.parts.path(tool.name, keyFor(setup, tool)), tool.name)
}

/** Fetches the modules, then compiles: two tasks, since only compiling needs the cores. */
export function goTool(setup: Setup, tool: GoTool): readonly Task[] {
  const cwd = folderOf(setup, tool)
  const modules = `${tool.name}-modules`
  const fetch: Task = {
    name: modules,
    title: `${tool.name}: fetch Go modules`,
    needs: [],
    cost: tool.cost.fetch,
    how: 'fetched',
    done: async () => false,
    run: () => {
      const what = `fetching the Go modules of ${tool.name}`
      const argv = ['go', 'mod', 'download']
      return runCommand({ what, argv, cwd, env: GO_ENV, log: setup.log(modules) }, setup.signal)
    },
  }
  const compile: Task = {
    name: tool.name,
    title: `${tool.name}: compile`,
    needs: [modules],
    lane: 'compile',
    cost: tool.cost.compile,
    how: 'built',
    done: async () => setup.parts.has(tool.name, keyFor(setup, tool)),
    run: () =>
      setup.parts.build(tool.name, keyFor(setup, tool), async output => {
        const argv = ['go', 'build', '-ldflags', FLAGS, '-o', path.join(output, tool.name), tool.package]
        const log = setup.log(tool.name)
        await runCommand({ what: `compiling ${tool.name}`, argv, cwd, env: GO_ENV, log }, setup.signal)
      }),
  }
  return [fetch, compile]
}
