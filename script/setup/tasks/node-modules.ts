import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'

/** `npm ci`, whenever node_modules is not what the lock file says. */
export function nodeModules(setup: Setup): Task {
  const marker = path.join(setup.root, 'node_modules', '.commit-train-lock')
  const key = () => keyOf({ lock: readFileSync(path.join(setup.root, 'package-lock.json'), 'utf8') })
  return {
    name: 'node-modules',
    title: 'npm packages: npm ci',
    needs: [],
    cost: 10,
    how: 'fetched',
    done: async () => existsSync(marker) && readFileSync(marker, 'utf8') === key(),
    run: async () => {
      const wanted = key()
      const argv = ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']
      await runCommand({ what: 'npm ci', argv, cwd: setup.root, log: setup.log('npm-ci') }, setup.signal)
      // npm removes the whole folder first, so the marker is only there after a run that came to its end.
      writeFileSync(marker, wanted)
    },
  }
}
