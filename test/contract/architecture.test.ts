import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Architecture, checkArchitecture } from '../../script/architecture/check.ts'
import { PACKAGES, RULES } from '../../script/architecture/rules.ts'

const repository = path.join(import.meta.dirname, '../..')

test('src/ keeps every rule of script/architecture/rules.ts', { timeout: 300_000 }, async () => {
  const { violations, imports } = await checkArchitecture(repository)
  expect(violations).toEqual([])
  // A parser that reads nothing finds nothing wrong.
  expect(imports.all).toBeGreaterThan(1000)
  expect(imports.ofTypes).toBeGreaterThan(300)
  expect(imports.dynamic).toBeGreaterThan(10)
})

/** Each breaks one rule: the rule, a file, what it imports. Rules that are made by a table have an example or two. */
const BROKEN: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-circle', 'git/circle-a.ts', "import './circle-b.ts'"],
  ['no-circle', 'time/circle-a.ts', "import type { A } from './circle-b.ts'"],
  ['resolved', 'git/nothing.ts', "import './not-there.ts'"],
  ['room-delivery', 'delivery/image/up.ts', "import type { A } from '../../actions/deploy/target.ts'"],
  ['room-commands', 'commands/sideways.ts', "import '../delivery/image/target.ts'"],
  ['room-deployments', 'deployments/up.ts', "import '../delivery/image/target.ts'"],
  ['room-kubernetes', 'kubernetes/api/sideways.ts', "export { a } from '../../github/target.ts'"],
  ['room-github', 'github/sideways.ts', "import '../registry/target.ts'"],
  ['room-registry', 'registry/sideways.ts', "import '../docker/target.ts'"],
  ['room-docker', 'docker/up.ts', "import '../delivery/image/target.ts'"],
  ['room-gomplate', 'gomplate/sideways.ts', "import '../git/target.ts'"],
  ['room-slack', 'slack/up.ts', "await import('../deployments/target.ts')"],
  ['room-git', 'git/runner.ts', "import type { A } from '../runner/target.ts'"],
  ['room-tools', 'tools/up.ts', "import '../deployments/target.ts'"],
  ['room-runner', 'runner/up.ts', "import '../actions/deploy/target.ts'"],
  ['room-domain', 'domain/up.ts', "import type { A } from '../github/target.ts'"],
  ['room-policy', 'policy/up.ts', "import '../domain/target.ts'"],
  ['room-process', 'process/up.ts', "import '../policy/target.ts'"],
  ['room-net', 'net/up.ts', "import '../registry/target.ts'"],
  ['room-log', 'log/up.ts', "import '../domain/target.ts'"],
  ['room-files', 'files/sideways.ts', "import '../net/target.ts'"],
  ['room-secrets', 'secrets/up.ts', "import '../log/target.ts'"],
  ['room-text', 'text/up.ts', "import '../policy/target.ts'"],
  ['room-time', 'time/sideways.ts', "import '../text/target.ts'"],
  ['room-reasons', 'reasons/up.ts', "import '../errors.ts'"],
  ['room-terminal', 'terminal/index-again.ts', "import '../index.ts'"],
  ['terminal-deploys', 'terminal/other.ts', "import '../actions/build/target.ts'"],
  ['room-actions', 'actions/deploy/index-again.ts', "import '../../index.ts'"],
  ['runner-by-type', 'deployments/runner.ts', "import '../runner/target.ts'"],
  ['index-starts-actions', 'index.ts', "import './actions/deploy/target.ts'"],
  ['errors-alone', 'errors.ts', "import './text/target.ts'"],
  ['actions-apart', 'actions/deploy/other.ts', "import '../build/target.ts'"],
  ['pipelines-apart', 'delivery/image/other.ts', "import '../stale/target.ts'"],
  ['pure', 'domain/reads.ts', "import 'node:fs'"],
  ['pure', 'policy/reads.ts', "import type { Stats } from 'node:fs'"],
  ['shipped', 'git/tested.ts', "import '../../test/target.ts'"],
  ['package-unknown', 'git/package.ts', "import 'vitest'"],
  ...Object.keys(PACKAGES).map(
    name => [`package-${name}`, `time/${name.replace('/', '-')}.ts`, `import '${name}'`] as const,
  ),
  ['part-kubernetes-api', 'kubernetes/api/part.ts', "import '../apply/target.ts'"],
  ['part-kubernetes-connection', 'kubernetes/connection/part.ts', "import '../manifests/target.ts'"],
  ['part-kubernetes-manifests', 'kubernetes/manifests/part.ts', "import '../apply/target.ts'"],
  ['part-kubernetes-lease', 'kubernetes/lease/part.ts', "import '../apply/target.ts'"],
  ['part-kubernetes-access', 'kubernetes/access/part.ts', "import '../apply/target.ts'"],
  ['part-kubernetes-apply', 'kubernetes/apply/part.ts', "import type { A } from '../rollout/target.ts'"],
  ['part-kubernetes-kinds', 'kubernetes/kinds/part.ts', "import '../manifests/target.ts'"],
  ['part-kubernetes-diagnosis', 'kubernetes/diagnosis/part.ts', "import '../kinds/target.ts'"],
  ['part-kubernetes-rollout', 'kubernetes/rollout/part.ts', "import '../release/target.ts'"],
  ['part-kubernetes-release', 'kubernetes/release/part.ts', "import '../strategy/target.ts'"],
  ['part-kubernetes-plan', 'kubernetes/plan/part.ts', "import '../strategy/target.ts'"],
  ['part-github-base', 'github/part.ts', "import './graphql/target.ts'"],
  ['part-github-attestations', 'github/attestations/up.ts', "import '../checks/target.ts'"],
  ['part-github-checks', 'github/checks/part.ts', "import '../graphql/target.ts'"],
  ['part-github-graphql', 'github/graphql/part.ts', "import '../history/target.ts'"],
  ['part-github-workflows', 'github/workflows/part.ts', "import '../locks/target.ts'"],
  ['part-github-locks', 'github/locks/part.ts', "import '../history/target.ts'"],
  ['part-github-history', 'github/history/part.ts', "import '../scan/target.ts'"],
  ['part-github-scan', 'github/scan/part.ts', "import '../setup/target.ts'"],
  ['part-domain-base', 'domain/part.ts', "import './checks/target.ts'"],
  ['part-domain-lock', 'domain/lock/part.ts', "import '../checks/target.ts'"],
  ['part-domain-checks', 'domain/checks/part.ts', "import '../history/target.ts'"],
  ['part-domain-claims', 'domain/claims/part.ts', "import '../history/target.ts'"],
  ['part-domain-history', 'domain/history/part.ts', "import '../stale/target.ts'"],
  ['part-domain-deployment', 'domain/deployment/part.ts', "import '../stale/target.ts'"],
  ['part-deployments-slack', 'deployments/slack/part.ts', "import '../job/target.ts'"],
  ['part-delivery/image-plan', 'delivery/image/plan/part.ts', "import '../tasks/target.ts'"],
  ['part-delivery/image-tasks', 'delivery/image/tasks/part.ts', "import '../report/target.ts'"],
  ['part-delivery/image-report', 'delivery/image/report/part.ts', "import '../push/target.ts'"],
  ['part-delivery/image-push', 'delivery/image/push/part.ts', "import '../target.ts'"],
  ['part-delivery/stale-text', 'delivery/stale/text/part.ts', "import '../survey/target.ts'"],
  ['part-delivery/stale-survey', 'delivery/stale/survey/part.ts', "import '../messages/target.ts'"],
  ['part-delivery/stale-messages', 'delivery/stale/messages/part.ts', "import '../report/target.ts'"],
  ['part-delivery/stale-report', 'delivery/stale/report/part.ts', "import '../target.ts'"],
  ['part-deployments-held', 'deployments/held/part.ts', "import '../slack/target.ts'"],
  ['part-deployments-base', 'deployments/part.ts', "import './slack/target.ts'"],
]

let broken: string
let found: Architecture
beforeAll(async () => {
  broken = mkdtempSync(path.join(tmpdir(), 'architecture-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(broken, file)), { recursive: true })
    writeFileSync(path.join(broken, file), `${text}\n`)
  }
  symlinkSync(path.join(repository, 'node_modules'), path.join(broken, 'node_modules'))
  for (const [, file, text] of BROKEN) {
    write(`src/${file}`, text)
    const [target] = /\.[^']*target\.ts/.exec(text) ?? []
    if (target !== undefined) write(path.join('src', path.dirname(file), target), 'export const a = 1')
  }
  write('src/git/circle-b.ts', "import './circle-a.ts'")
  write('src/time/circle-b.ts', "import type { B } from './circle-a.ts'")
  write('src/unnamed/file.ts', '')
  write('src/domain/unnamed/file.ts', '')
  write('src/text/long.ts', '\n'.repeat(300))
  for (let count = 0; count <= 22; count++) write(`src/log/file-${count}.ts`, '')
  found = await checkArchitecture(broken)
}, 300_000)
afterAll(() => rmSync(broken, { recursive: true, force: true }))

test.each(BROKEN)('%s is broken by %s: %s', (rule, file) => {
  expect(found.violations.filter(line => line.startsWith(`${rule}: src/${file} > `))).toHaveLength(1)
})

test.each([
  'unlisted: src/unnamed',
  'unlisted: src/domain/unnamed',
  'lines-of-file: src/text/long.ts',
  'files-of-folder: src/log',
])('%s is a violation', violation => {
  expect(found.violations).toContain(violation)
})

test('every rule has an example above', () => {
  const shown = BROKEN.map(([rule]) => rule)
  expect(RULES.map(({ name }) => name).filter(name => name !== undefined && !shown.includes(name))).toEqual([])
})
