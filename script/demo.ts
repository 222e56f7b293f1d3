import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ENTER_SCRIPT } from '../test/demo/enter.ts'
import { KeptDemos } from '../test/demo/kept-demos.ts'
import { DIST_VARIABLE } from '../test/platform/action/dist-folder.ts'
import { checkNamespaces } from '../test/platform/isolation/namespaces.ts'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'
import { bootstrap, type PartName } from './setup/bootstrap.ts'
import { runScript, type Script } from './setup/main.ts'
import { cacheFolder, root } from './setup/places.ts'
import { SetupError } from './setup/setup-error.ts'
import { timesTable } from './setup/times.ts'

const PARTS: readonly PartName[] = ['node-modules', 'debian-packages', 'kubernetes', 'gomplate', 'act', 'dist']

/**
 * `script/demo [--keep]`: sets everything up, then runs the demo in namespaces of its own. Its exit code says whether all
 * checks held; with `--keep` everything stays up until Ctrl-C.
 * `script/demo enter [COMMAND...]`: runs a command (default: a shell) in the newest demo that is kept.
 */
await runScript(async script => {
  const [word, ...rest] = process.argv.slice(2)
  if (word === 'enter') return enter(rest)
  if ((word !== undefined && word !== '--keep') || rest.length > 0)
    throw new SetupError(`script/demo takes --keep, or enter [COMMAND...], not "${word} ${rest.join(' ')}"`)
  return demo(script, word === '--keep')
})

async function demo({ say, signal }: Script, isKept: boolean): Promise<number> {
  checkNamespaces()
  const { bin, cache, dist = '', timings } = await bootstrap({ parts: PARTS, say, signal })
  console.log(`\n${timesTable(timings)}`)
  const demos = new KeptDemos(cache)
  let forget = (): void => undefined
  try {
    const { exitCode, keptLogs } = await runIsolated({
      argv: [process.execPath, path.join(root, 'test/demo/main.ts'), bin, ...(isKept ? ['--keep'] : [])],
      name: 'demo',
      cwd: root,
      bin,
      env: { [DIST_VARIABLE]: dist },
      // Of its own: it leaves logs when it went well too, and those are not to drive out others'.
      logs: path.join(cache, 'logs', 'demo'),
      signal,
      onStart: pid => {
        if (isKept) forget = demos.note(pid)
      },
    })
    if (exitCode !== 0 && keptLogs !== undefined) console.log(`\nThe logs of every part are in ${keptLogs}`)
    return exitCode
  } finally {
    forget()
  }
}

function enter(command: readonly string[]): number {
  const inside = new KeptDemos(cacheFolder(process.env)).newest()
  const namespaces = ['--target', String(inside), '--net', '--mount', '--pid', '--ipc', '--uts', '--wd=/']
  const { status } = spawnSync('nsenter', [...namespaces, ENTER_SCRIPT, ...command], { stdio: 'inherit' })
  return status ?? 1
}
