import { expect, test } from 'vitest'
import { unmatchedPaths, unreadFindings } from '../../../../../src/delivery/stale/survey/unread.ts'
import { parsePolicy } from '../../../../../src/policy/policy.ts'
import { notSurveyed, surveyed, unread } from '../surveyed.ts'
import { waiting } from '../waiting-services.ts'

test('what could not be read, of a whole repository or of one environment, is said once', () => {
  const lost = 'acme/shop: no good deployment to production is among the newest that were read'
  const findings = unreadFindings([
    surveyed([waiting()]),
    surveyed([unread('acme/shop', 'front', lost), unread('acme/shop', 'back', lost)]),
    notSurveyed('acme/gone', 'failed', 'acme/gone: it was deleted'),
    notSurveyed('acme/late', 'left-out', 'the budget is used up'),
  ])
  expect(findings.map(({ text }) => text)).toEqual([lost, 'acme/gone: it was deleted'])
})

test('a path of a service that matches nothing is named with its line', () => {
  const { servicePaths } = parsePolicy('services:\n  api: {paths: [ap/**]}\nenvironments: {a: }', {
    repository: 'shop',
  })
  const [path] = servicePaths.get('api') ?? []
  if (path === undefined) throw new Error('no path')
  const repository = { ...surveyed([waiting()]), name: 'acme/shop', unmatched: [{ service: 'api', path }] }
  expect(unmatchedPaths([surveyed([waiting()]), repository])).toEqual([
    {
      reason: 'policy-invalid',
      text: "acme/shop: .github/commit-train.yml:2: 'ap/**' of service 'api' matches nothing on the default branch: correct the path, or leave it out",
      where: '.github/commit-train.yml:2',
    },
  ])
})
