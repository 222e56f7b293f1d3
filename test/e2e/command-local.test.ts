import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { asRecord } from '../../src/text/json.ts'
import { distFolder } from '../platform/action/dist-folder.ts'
import { deploymentTemplate } from '../platform/stage/deployment-template.ts'
import { LiveStage, SECRET } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'local')
})
afterEach(async () => {
  await it.close()
})

/** The workflow that deploys, as a repository has it. */
function workflow(): string {
  const inputs = [
    ...[`image: ${it.image}`, `namespace: ${it.namespace}`, 'values: deploy/values/{environment}.yaml'],
    ...['secret-env: GREETING_TOKEN', 'gomplate-version: 4.3.3', 'stable-for: 1s', 'timeout: 60s'],
  ].map(line => `      ${line}\n`)
  const uses = 'commit-train/commit-train/.github/workflows/deploy.yml@v1'
  return `on: deployment\njobs:\n  deploy:\n    uses: ${uses}\n    with:\n${inputs.join('')}`
}

/** The command in a clone, on a machine that has no runner around it. */
function command(clone: string, env: Readonly<Record<string, string>>, stopAt?: string) {
  const all = {
    ...{ PATH: `${platform.bin}:${process.env.PATH}`, HOME: it.stage.folder, GH_REPO: 'acme/hello' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: it.stage.github.url, ...env },
  }
  return (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>(resolve => {
      const done = (thrown: Error | null, out: string, err: string) =>
        resolve({ code: thrown === null ? 0 : Number((thrown as { code?: unknown }).code), out, err })
      const child = execFile(process.execPath, [join(distFolder(), 'cli.js'), ...args], { cwd: clone, env: all }, done)
      // A second one would end it at once.
      let isStopped = stopAt === undefined
      child.stderr?.on('data', text => {
        if (isStopped || !`${text}`.includes(`${stopAt}`)) return
        isStopped = true
        child.kill('SIGINT')
      })
    })
}

test('a commit is rendered, planned and deployed from a clone', async () => {
  const sha = await it.commit({
    '.github/workflows/deploy.yml': workflow(),
    'deploy/templates/deployment.yaml': deploymentTemplate('sleep 3600'),
  })
  const clone = join(it.stage.folder, 'clone')
  await it.stage.repository.checkout(sha, clone)
  const bare = command(clone, { GREETING_TOKEN: SECRET })
  await writeFile(join(clone, 'deploy/values/staging.yaml'), 'greeting: not committed\n')
  const rendered = await bare('render', 'staging')
  expect(rendered.code, rendered.err).toBe(0)
  expect(rendered.out).toContain('greeting: Hello from staging')
  expect(rendered.out).toContain('token: (hidden)')
  expect(rendered.out).toMatch(new RegExp(`image: ${it.image}@sha256:[0-9a-f]{64}`))
  expect(rendered.err).toContain(`${sha.slice(0, 7)} A change, which is checked out\n`)
  expect(rendered.err).toContain('not in it, since it is not committed: deploy/values/staging.yaml\n')
  expect(`${rendered.out}${rendered.err}`).not.toContain(SECRET)

  const where = await bare('plan', 'staging')
  expect([where.code, where.out]).toEqual([3, ''])
  expect(where.err).toMatch(/^✗ there is no .*\.kube\/config: set KUBECONFIG, or write --kubeconfig FILE /)

  const here = command(clone, { GREETING_TOKEN: SECRET, KUBECONFIG: platform.kubeconfig })
  const planned = await here('plan', 'staging', sha.slice(0, 9), '--json')
  expect(planned.code, planned.err).toBe(0)
  expect(JSON.parse(planned.out)).toMatchObject({
    ...{ schema: 1, code: 'planned', repository: 'acme/hello', service: 'hello', environment: 'staging', commit: sha },
    plan: { counts: { create: 3 } },
  })
  expect(await it.writes()).toEqual([])
  // Neither of them has asked GitHub for anything.
  expect(it.stage.github.requests).toEqual([])

  it.stage.github.setRole('octocat', 'write')
  const secrets = { GREETING_TOKEN: SECRET, KUBECONFIG: platform.kubeconfig, GH_TOKEN: TOKENS.person }
  // What is missing here is said before there is a record.
  const unset = await command(clone, { ...secrets, GREETING_TOKEN: '' })('deploy', 'staging', '--local')
  expect(unset).toMatchObject({
    code: 3,
    err: expect.stringMatching(/the templates may read GREETING_TOKEN: export it/),
  })
  expect(it.stage.github.events.filter(({ name }) => name === 'deployment')).toEqual([])

  const anywhere = await command(clone, secrets)('deploy', 'staging', '--local')
  expect(anywhere).toMatchObject({ code: 3, err: expect.stringContaining('--context (the kubeconfig has: platform)') })
  expect(it.stage.github.events.filter(({ name }) => name === 'deployment')).toEqual([])
  const deployed = await command(clone, secrets)('deploy', 'staging', '--local', '--context', 'platform', '--json')
  expect(deployed.code, deployed.err).toBe(0)
  const { code, deployment, end } = JSON.parse(deployed.out)
  expect([code, end.text]).toEqual(['deployed', expect.stringMatching(/^Deployed in /)])
  expect(deployed.err).toContain(`context platform, namespace ${it.namespace}\n`)
  expect(deployed.err).toContain('5/5 ')
  const event = it.stage.github.events.find(({ name }) => name === 'deployment')
  if (event === undefined) throw new Error('no event')
  const asked = { id: deployment.id, sha, event }
  const last = (await it.stage.statuses(asked)).at(-1)
  expect(last).toMatchObject({ state: 'success', log_url: expect.stringContaining('#commit-train-') })
  // The run that GitHub starts for the record does nothing.
  const run = await it.stage.deploy(asked, it.options())
  expect(run.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-duplicate' })

  // Ctrl-C.
  const next = await it.commit({ 'deploy/values/staging.yaml': 'greeting: next\n' })
  await it.stage.repository.checkout(next, join(it.stage.folder, 'second'))
  const args = ['deploy', 'staging', '--local', '--context', 'platform']
  const stopped = await command(join(it.stage.folder, 'second'), secrets, '5/5 Waiting')(...args)
  expect(stopped.code, stopped.err).toBe(130)
  const records = it.stage.github.events.filter(({ name }) => name === 'deployment')
  const { id = 0 } = asRecord(asRecord(records.at(-1)?.payload).deployment)
  expect((await it.stage.statuses({ ...asked, id: Number(id) })).at(-1)).toMatchObject({
    ...{ state: 'error', description: expect.stringMatching(/^Cancelled: /) },
  })
  expect(`${deployed.out}${deployed.err}${stopped.out}${stopped.err}`).not.toContain(SECRET)
}, 240_000)
