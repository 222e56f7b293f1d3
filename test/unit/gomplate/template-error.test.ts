import { expect, test } from 'vitest'
import { readStderr, templateFinding } from '../../../src/gomplate/template-error.ts'

const FILES = new Map([
  ['/tmp/x/in/0.tmpl', 'deploy/templates/web.yaml'],
  ['/tmp/x/in/10.tmpl', 'deploy/templates/job.yaml'],
])

const failed = (text: string): string =>
  `renderTemplate: failed to render template /tmp/x/in/0.tmpl: template: /tmp/x/in/0.tmpl:${text}`

test.each([
  [
    failed('12:13: executing "/tmp/x/in/0.tmpl" at <.deploy.values.replicas>: map has no entry for key "replicas"'),
    12,
    'no key "replicas" in .deploy.values',
  ],
  [
    failed('3:1: executing "/tmp/x/in/0.tmpl" at <.deploy.values.a.b.c>: map has no entry for key "a"'),
    3,
    'no key "a" in .deploy.values',
  ],
  [
    failed('1:9: executing "/tmp/x/in/0.tmpl" at <.dploy.x>: map has no entry for key "dploy"'),
    1,
    'no key "dploy" in the context (templates see .deploy and .Env)',
  ],
  [
    failed('1:9: executing "/tmp/x/in/0.tmpl" at <.Env.NOPE>: map has no entry for key "NOPE"'),
    1,
    'no variable "NOPE" in .Env; templates see the variables that the input "secret-env" names',
  ],
  [
    failed('2:6: executing "name" at <fail "boom">: error calling fail: template generation failed: boom'),
    2,
    'error calling fail: template generation failed: boom (at fail "boom")',
  ],
  [
    'renderTemplate: parse template /tmp/x/in/0.tmpl: template: /tmp/x/in/0.tmpl:2: function "nofunc" not defined',
    2,
    'function "nofunc" not defined',
  ],
])('%s', (error, line, text) => {
  expect(templateFinding(error, FILES)).toEqual({
    reason: 'render-failed',
    where: `deploy/templates/web.yaml:${line}`,
    text,
  })
})

test('an error that is not about a template has no place', () => {
  expect(templateFinding('unknown flag: --nope', FILES)).toBeUndefined()
})

test('errors and warnings are distinguished; what is no JSON is an error as it stands', () => {
  const stderr = [
    '{"level":"WARN","msg":"net.ParseIP is deprecated"}',
    '{"level":"INFO","msg":"nothing"}',
    '{"level":"ERROR","msg":"","err":"broken"}',
    'Error: unknown flag',
    '',
  ].join('\n')
  expect(readStderr(stderr)).toEqual({
    errors: ['broken', 'Error: unknown flag'],
    warnings: ['net.ParseIP is deprecated'],
  })
})
