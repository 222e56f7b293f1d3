import { describe, expect, test } from 'vitest'
import type { BuildReport, BuildResult } from '../../../../../src/delivery/image/report/build-report.ts'
import { buildSummary } from '../../../../../src/delivery/image/report/summary.ts'
import { buildHeadline, buildReasonOf } from '../../../../../src/delivery/image/report/texts.ts'

const SHA = 'a'.repeat(40)
const DIGEST = `sha256:${'d'.repeat(64)}`
const report = (more: Partial<BuildReport> = {}): BuildReport => ({
  commit: SHA,
  tag: SHA,
  commitUrl: `https://github.com/acme/hello/commit/${SHA}`,
  repository: 'ghcr.io/acme/hello',
  results: [],
  references: [],
  warnings: [],
  isRebuild: false,
  ...more,
})
const PROBLEM = { reason: 'lint-failed', outcome: 'failed', text: 'lint failed in `a <b>`', tail: ['x ``` y'] } as const

const results: Record<string, BuildResult> = {
  built: {
    report: report({
      results: [{ name: 'lint', state: 'passed', ms: 1200 }],
      digest: DIGEST,
      origin: 'built',
      references: [`ghcr.io/acme/hello:${SHA}`, 'ghcr.io/acme/hello:main'],
      pushMs: 300,
      builder: 'docker build',
      warnings: ['The cache *could* not be written'],
    }),
    ending: { outcome: 'success' },
    ms: 1500,
  },
  parent: { report: report({ digest: DIGEST, origin: 'parent' }), ending: { outcome: 'success' }, ms: 900 },
  fork: { report: report({ notPushed: 'a fork' }), ending: { outcome: 'success' }, ms: 900 },
  joined: { report: report({ digest: DIGEST, origin: 'joined' }), ending: { outcome: 'success' }, ms: 900 },
  unknown: { report: report(), ending: { outcome: 'error', problems: [PROBLEM] }, ms: 900 },
  failed: {
    report: report({
      absent: true,
      results: [
        { name: 'lint', state: 'failed', ms: 5, problem: PROBLEM },
        { name: 'test', state: 'stopped', ms: 5 },
      ],
    }),
    ending: { outcome: 'failed', problems: [PROBLEM] },
    ms: 900,
  },
  cancelled: {
    report: report({ digest: DIGEST }),
    ending: { outcome: 'cancelled', text: 'this run was stopped' },
    ms: 900,
  },
}
const of = (name: string): BuildResult => results[name] as BuildResult

test.each([
  ['built', `Built aaaaaaa in 1.5 s: ghcr.io/acme/hello@${DIGEST}`, ''],
  ['parent', `Found aaaaaaa in 0.9 s: ghcr.io/acme/hello@${DIGEST}`, ''],
  ['joined', `Joined aaaaaaa in 0.9 s: ghcr.io/acme/hello@${DIGEST}`, ''],
  ['fork', 'Built aaaaaaa in 0.9 s: not pushed: a fork', ''],
  ['failed', 'Failed: lint failed in `a <b>`', 'lint-failed'],
  ['cancelled', `Cancelled: this run was stopped; the commit has the image ghcr.io/acme/hello@${DIGEST}`, 'cancelled'],
])('%s in one line', (name, line, reason) => {
  expect(buildHeadline(of(name))).toBe(line)
  expect(buildReasonOf(of(name).ending)).toBe(reason)
})

describe('the summary', () => {
  test('of success: the image line and one table', () => {
    expect(buildSummary(of('built'))).toBe(`## ✅ Built: hello aaaaaaa

\`ghcr.io/acme/hello@${DIGEST}\` (built and pushed)

| | | |
| --- | --- | --- |
| commit | [\`${SHA}\`](https://github.com/acme/hello/commit/${SHA}) | |
| lint | ✅ passed | 1.2 s |
| push | built and pushed | 0.3 s |
| builder | docker build | |
| tags | \`ghcr.io/acme/hello:${SHA}\`<br>\`ghcr.io/acme/hello:main\` | |
| total | | 1.5 s |

- ⚠️ The cache \\*could\\* not be written
`)
  })

  test('of failure: the cause first, escaped, with its last lines', () => {
    const summary = buildSummary(of('failed'))
    expect(summary).toMatch(
      /^## ❌ Failed: hello aaaaaaa\n\n\*\*lint failed in \\`a &lt;b&gt;\\`\*\*\n\nSee \[what `lint-failed` means\]\(https:\S+\/docs\/reasons\.md#lint-failed\)\.\n\n````\nx ``` y\n````\n\nthe commit has no image\./,
    )
    expect(summary).toContain('| test | ✋ stopped | 0.0 s |')
  })

  test.each([
    ['parent', "(the first parent's: this commit changes nothing that is in it)"],
    ['fork', 'not pushed: a fork'],
    ['cancelled', '## ✋ Cancelled'],
    ['parent', '## ✅ Found: hello aaaaaaa'],
    ['unknown', `unknown whether the commit has an image: check ghcr.io/acme/hello:${SHA}.`],
  ])('of %s', (name, text) => {
    expect(buildSummary(of(name))).toContain(text)
  })
})
