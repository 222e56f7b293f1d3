import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { dockerProblem } from '../../../src/docker/problem.ts'
import { undoneCommits } from '../../../src/domain/history/reverts.ts'
import { remoteSources } from '../../../src/gomplate/remote-sources.ts'
import { templateFinding } from '../../../src/gomplate/template-error.ts'
import { errorFrom, LONGEST_MESSAGE } from '../../../src/kubernetes/api/error.ts'
import { quantity } from '../../../src/kubernetes/api/quantity.ts'
import { podRefusal } from '../../../src/kubernetes/diagnosis/pod-refusal.ts'
import { mountProblem, startProblem } from '../../../src/kubernetes/diagnosis/start-problem.ts'
import { kubectlTags } from '../../../src/kubernetes/manifests/kubectl-yaml.ts'
import { hasCredential, isCredentialName, linesOfCredentials } from '../../../src/kubernetes/plan/credentials.ts'
import { pathPattern } from '../../../src/policy/path-patterns.ts'
import { readChallenges } from '../../../src/registry/challenge.ts'
import { isKubeconfigText, kubeconfigSecrets } from '../../../src/secrets/kubeconfig-text.ts'
import { partsOf } from '../../../src/secrets/parts.ts'
import { withoutUserInfo } from '../../../src/secrets/user-info.ts'
import { withoutTrailing } from '../../../src/text/trailing.ts'
import { withoutCommands } from '../../../src/text/without-commands.ts'

import { commit } from '../domain/history/facts.ts'

const MANY = 1_000_000

/**
 * Texts of others for which a regular expression that tries every way takes minutes, or does not end: who breaks one of these
 * waits for the time limit of the test. What each gives shows that it was read.
 */
const ROWS: Readonly<Record<string, { readonly read: () => unknown; readonly gives: unknown }>> = {
  'quotes of a template that are not closed': {
    read: () => remoteSources(`{{ include "https://a.example" }}{{}${'`"\n'.repeat(MANY / 4)}`),
    gives: [{ line: 1, what: 'https:' }],
  },
  'backslashes in a template': { read: () => remoteSources(`{{ "${'\\"'.repeat(MANY)}`), gives: [] },
  'many sources of a template': {
    read: () => remoteSources('{{ aws.Region }}\n'.repeat(MANY / 20)).at(-1),
    gives: { line: MANY / 20, what: 'aws.Region' },
  },
  "gomplate's words": {
    read: () =>
      templateFinding(`template: t:1: executing "${': " at <'.repeat(MANY / 8)}`, new Map([['t', 'a.yaml']]))?.where,
    gives: 'a.yaml:1',
  },
  'slashes in a pattern of paths': { read: () => pathPattern(`a${'/'.repeat(MANY / 2)}b`)?.matches('c'), gives: false },
  'a pattern of stars': {
    read: () => pathPattern('*a*a*a*a*a*a*ab')?.matches('a'.repeat(MANY / 10)),
    gives: false,
  },
  'a message of a commit': {
    read: () => [
      ...undoneCommits([commit('a'.repeat(40), { message: `Reverts #1 ${'\t'.repeat(MANY)}x` })], 'acme/web'),
    ],
    gives: [],
  },
  'a quantity of the cluster': { read: () => quantity(`${'0'.repeat(MANY)}!`), gives: Number.NaN },
  'a refusal of the cluster': {
    read: () => podRefusal(`exceeded quota ${'failed quota: requested: limited: '.repeat(MANY / 30)}`).code,
    gives: 'quota-exceeded',
  },
  'an error of a container': {
    read: () => startProblem('StartError', 'exec "'.repeat(MANY / 6)).code,
    gives: 'container-start-failed',
  },
  'an error of a volume': { read: () => mountProblem('failed to sync '.repeat(MANY / 6)).code, gives: 'mount-failed' },
  'a message of the API server': {
    read: () =>
      errorFrom(422, JSON.stringify({ kind: 'Status', message: 'updates to '.repeat(MANY / 10) })).message.length,
    gives: LONGEST_MESSAGE,
  },
  'a scalar of a manifest': {
    read: () => parse(`a: 1${'_'.repeat(MANY)}+`, { customTags: kubectlTags }).a.length,
    gives: MANY + 2,
  },
  'a line of docker': {
    read: () =>
      dockerProblem('x', 'build-failed', [
        `ERROR: ${'dial unix repository failed to compute cache key'.repeat(MANY / 40)}`,
      ]).reason,
    gives: 'build-failed',
  },
  'a challenge of a registry': { read: () => readChallenges(`Basic ${'A'.repeat(MANY)}\0`).length, gives: 1 },
  'blank lines of a log': { read: () => withoutCommands(`${'\n'.repeat(MANY)}::x`).length, gives: MANY + 4 },
  'a text of the plan': {
    read: () => [hasCredential('token'.repeat(MANY / 5)), hasCredential(`x ${'--pass-'.repeat(MANY / 7)}`)],
    gives: [false, false],
  },
  'spaces in a text of the plan': { read: () => hasCredential(`token${' '.repeat(MANY)}`), gives: false },
  'a line of the plan': { read: () => linesOfCredentials(['token'.repeat(MANY / 5), ' a']).size, gives: 0 },
  'a name in the plan': { read: () => isCredentialName(`${'token'.repeat(MANY / 5)}Name`), gives: false },
  'comments in a kubeconfig': {
    read: () => kubeconfigSecrets(`token: a${' #'.repeat(MANY / 2)}\u2028`),
    gives: ['a'],
  },
  'keys of a kubeconfig without a colon': { read: () => kubeconfigSecrets('token'.repeat(MANY / 5)), gives: [] },
  'blanks in a kubeconfig': {
    read: () => kubeconfigSecrets(`token${' '.repeat(MANY)}\ntoken:${' '.repeat(MANY)}`),
    gives: [],
  },
  'quotes in a kubeconfig that are not closed': {
    read: () => kubeconfigSecrets('token: \'\ntoken: "\\'.repeat(MANY / 20)).length > 0,
    gives: true,
  },
  'a name in a kubeconfig': {
    read: () => kubeconfigSecrets(`${'token'.repeat(MANY / 5)}: abc`),
    gives: ['abc'],
  },
  'words of a kubeconfig': {
    read: () => isKubeconfigText('clusters   users   contexts   '.repeat(MANY / 30)),
    gives: false,
  },
  'a value with commas at the end of its lines': {
    read: () => partsOf(`API_KEY=s3cr3t${', '.repeat(MANY / 2)}\nAPI_KEY=${', '.repeat(MANY / 2)}x`)[0],
    gives: 's3cr3t',
  },
  'a value of blanks': { read: () => partsOf(`API_KEY${' '.repeat(MANY)}x`), gives: [] },
  'many addresses of question marks': {
    read: () => partsOf(JSON.stringify(Array.from({ length: MANY / 8000 }, () => '?'.repeat(8000)))).length,
    gives: 1,
  },
  'an address of separators': { read: () => partsOf(`https://a/?${'token&'.repeat(1000)}`), gives: [] },
  'digits of a number': { read: () => partsOf(`${'1e1'.repeat(MANY / 3)}!`), gives: [] },
  'an address with a login': {
    read: () => withoutUserInfo(`${' '.repeat(MANY)}a://${'b'.repeat(MANY)}`).length,
    gives: 2 * MANY + 4,
  },
  'slashes of a path': { read: () => withoutTrailing(`${'/'.repeat(MANY)}a/`, '/').length, gives: MANY + 1 },
}

test.each(Object.entries(ROWS))('%s: every character is looked at a few times', (_, { read, gives }) => {
  expect(read()).toEqual(gives)
})

test.each([
  ['{{ if eq .x \'"\' }}{{ include "https://a.example" }}', [{ line: 1, what: 'https:' }]],
  ['{{/* a "\n quote */}}{{ include `https://a.example` }}', [{ line: 2, what: 'https:' }]],
  ['{{- /* never closed {{ include "https://a.example" }}', []],
])('a template with quotes that mean nothing: %j', (template, found) => {
  expect(remoteSources(template)).toEqual(found)
})
