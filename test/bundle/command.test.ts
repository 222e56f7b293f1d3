import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { distFolder } from '../platform/action/dist-folder.ts'
import { Stage, TOKENS } from '../platform/stage/stage.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

let stage: Stage
let folder: string
beforeEach(async () => {
  stage = await Stage.open()
  folder = await mkdtemp(join(tmpdir(), 'command-'))
})
afterEach(async () => {
  await stage.close()
  await rm(folder, { recursive: true, force: true })
})

/** What is published: the files that package.json names, of this build. */
async function packed(): Promise<string> {
  const source = join(folder, 'source')
  await mkdir(source)
  await cp(distFolder(), join(source, 'dist'), { recursive: true })
  for (const file of ['package.json', 'README.md', 'LICENSE']) await cp(join(root, file), join(source, file))
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source, env: npmEnv() })
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  const paths = files.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/index.js', 'dist/package.json', 'LICENSE']))
  expect(paths.filter(path => !/^(?:dist\/|package\.json$|README\.md$|LICENSE$)/.test(path))).toEqual([])
  return join(folder, filename)
}

function npmEnv() {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`
  return { PATH, HOME: folder, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' }
}

test('the package installs without a network and nothing beside it, and its command works', async () => {
  await stage.commit({ '.github/commit-train.yml': 'services: [hello]\nenvironments: { staging: , production: }\n' })
  const target = join(folder, 'target')
  await mkdir(target)
  await writeFile(join(target, 'package.json'), '{}')
  const install = ['install', '--offline', '--no-audit', '--no-fund', await packed()]
  await run('npm', install, { cwd: target, env: npmEnv() })
  const lock = JSON.parse(await readFile(join(target, 'package-lock.json'), 'utf8')) as { packages: object }
  expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/commit-train'])

  const env = {
    ...{ PATH: dirname(process.execPath), GH_TOKEN: TOKENS.person, GH_REPO: 'acme/hello' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: stage.github.url },
  }
  const commands = [
    (args: readonly string[]) => run(join(target, 'node_modules/.bin/commit-train'), args, { env, cwd: folder }),
    (args: readonly string[]) => run(process.execPath, [join(distFolder(), 'cli.js'), ...args], { env, cwd: folder }),
  ]
  for (const command of commands) {
    const { stdout, stderr } = await command(['status', '--json'])
    expect([JSON.parse(stdout), stderr]).toMatchObject([{ code: 'status', repository: 'acme/hello' }, ''])
    expect((await command(['help'])).stdout).toMatch(
      /(?:commit-train|cli\.js) deploy \[service\] <environment> \[sha\]/,
    )
    // How it ends, as the shell sees it.
    await expect(command(['lokc'])).rejects.toMatchObject({ code: 2, stdout: '' })
    await expect(command(['status', '--repo', 'acme/none'])).rejects.toMatchObject({ code: 3, stdout: '' })
  }
})
