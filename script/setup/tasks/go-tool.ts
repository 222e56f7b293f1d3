import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'
import { GO_ENV, goSources, moduleFolder, requiredVersion } from './go.ts'

/** Programs compiled from modules that nothing else depends on: `test/platform/<name>/go.mod` pins them. */
export interface GoTool {
  readonly name: string
  /** The package with its `main`, by the name of the program. */
  readonly programs: Readonly<Record<string, string>>
  /** A module whose own version is linked in, as in its releases: it is in `version.Version`. */
  readonly versioned?: string
  /** Files of a module that are kept beside the programs, in a folder of their own: `folder` of `module`, under `name`. */
  readonly files?: { readonly name: string; readonly module: string; readonly folder: string }
  /** About how long fetching and compiling take from nothing on two idle cores, in seconds. */
  readonly cost: { readonly fetch: number; readonly compile: number }
}

/** Runs workflow files on this machine as GitHub's runner would. */
export const ACT_TOOL: GoTool = {
  name: 'act',
  programs: { act: 'github.com/nektos/act' },
  cost: { fetch: 60, compile: 120 },
}

/** Finds mistakes in workflow files. */
export const ACTIONLINT_TOOL: GoTool = {
  name: 'actionlint',
  programs: { actionlint: 'github.com/rhysd/actionlint/cmd/actionlint' },
  cost: { fetch: 5, compile: 10 },
}

/** Docker's plugin for builds, and the BuildKit that it can use in place of the engine's own. */
export const BUILDX_TOOL: GoTool = {
  name: 'buildx',
  programs: {
    'docker-buildx': 'github.com/docker/buildx/cmd/buildx',
    buildkitd: 'github.com/moby/buildkit/cmd/buildkitd',
  },
  versioned: 'github.com/docker/buildx',
  cost: { fetch: 30, compile: 150 },
}

/** Installs charts, as what is taken over was installed before. */
export const HELM_TOOL: GoTool = {
  name: 'helm',
  programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
  cost: { fetch: 30, compile: 200 },
}

/** The controller of Argo Rollouts, and the CRDs that go with it. */
export const ROLLOUTS_TOOL: GoTool = {
  name: 'rollouts',
  programs: { 'rollouts-controller': 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller' },
  files: { name: 'rollouts-crds', module: 'github.com/argoproj/argo-rollouts', folder: 'manifests/crds' },
  cost: { fetch: 60, compile: 280 },
}

const folderOf = (setup: Setup, tool: GoTool) => path.join(setup.root, 'test/platform', tool.name)
const keyFor = (setup: Setup, tool: GoTool) => keyOf(goSources(folderOf(setup, tool), flagsOf(setup, tool)))

function flagsOf(setup: Setup, tool: GoTool): string {
  const { versioned } = tool
  if (versioned === undefined) return '-s -w'
  return `-s -w -X ${versioned}/version.Version=${requiredVersion(folderOf(setup, tool), versioned)}`
}

/** Where its programs, and the folder of its files, are or will be, by their names. */
export function goToolPrograms(setup: Setup, tool: GoTool): Record<string, string> {
  const folder = setup.parts.path(tool.name, keyFor(setup, tool))
  const names = [...Object.keys(tool.programs), ...(tool.files === undefined ? [] : [tool.files.name])]
  return Object.fromEntries(names.map(name => [name, path.join(folder, name)]))
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
        const log = setup.log(tool.name)
        for (const [name, main] of Object.entries(tool.programs)) {
          const argv = ['go', 'build', '-ldflags', flagsOf(setup, tool), '-o', path.join(output, name), main]
          await runCommand({ what: `compiling ${name}`, argv, cwd, env: GO_ENV, log }, setup.signal)
        }
        const { files } = tool
        if (files !== undefined) copyFiles(moduleFolder(cwd, files), path.join(output, files.name))
      }),
  }
  return [fetch, compile]
}

/** The files of a folder, as ours: those of the module cache, and the folder itself, may not be written, so not be removed. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) writeFileSync(path.join(to, name), readFileSync(path.join(from, name)))
}
