import { describe, expect, test } from 'vitest'
import { secretsOf } from '../../src/actions/build/key-values.ts'
import { DEPLOY_INPUTS, validateDeployInputs } from '../../src/actions/deploy/inputs.ts'
import { dashboardUrl } from '../../src/domain/dashboard.ts'
import { gomplateEnvironment } from '../../src/gomplate/environment.ts'
import { mergeValues, parseValues, type Values } from '../../src/gomplate/values.ts'
import { valueAt } from '../../src/kubernetes/api/managed-fields.ts'
import { mappingAt } from '../../src/kubernetes/api/objects.ts'
import { quantity } from '../../src/kubernetes/api/quantity.ts'
import { defaultStrategyFields } from '../../src/kubernetes/apply/default-strategy.ts'
import { labelled } from '../../src/kubernetes/manifests/labels.ts'
import { parseManifests } from '../../src/kubernetes/manifests/parse.ts'
import { withSecretData } from '../../src/kubernetes/manifests/secret-data.ts'
import { danglingReferences } from '../../src/kubernetes/manifests/selectors.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { commandEnvironment } from '../../src/runner/child-environment.ts'
import { hideInputs } from '../../src/runner/input-secrets.ts'
import { cleanData } from '../../src/secrets/clean-data.ts'
import { Masks } from '../../src/secrets/masks.ts'
import { slackError } from '../../src/slack/request-error.ts'
import { thrownBy } from './policy/thrown.ts'

/** What every object of JavaScript has: names as others for a secret, an environment, a label, a key. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']

/** An object that has the name itself. */
const holding = <T>(name: string, value: T): Record<string, T> => Object.fromEntries([[name, value]])

describe.each(NAMES)('the name %s', name => {
  const texts = (change: object) => ({
    ...(Object.fromEntries(
      Object.entries(DEPLOY_INPUTS).map(([input, spec]) => [input, 'default' in spec ? spec.default : '']),
    ) as Parameters<typeof validateDeployInputs>[0]),
    ...change,
  })

  test('in secret-env: not set, or the value that there is', () => {
    const given = (change: object, env = {}) => validateDeployInputs(texts({ 'secret-env': name, ...change }), env)
    expect(() => given({})).toThrow(`Input "secret-env": ${name} is not set.`)
    for (const { secretEnv } of [
      given({}, holding(name, 'value')),
      given({ secrets: JSON.stringify(holding(name, 'value')) }),
    ]) {
      expect(Object.entries(secretEnv)).toEqual([[name, 'value']])
      expect(Object.entries(gomplateEnvironment('/home', secretEnv))).toContainEqual([name, 'value'])
    }
  })

  test('of a secret: hidden where it is there', () => {
    const masked: string[] = []
    const masks = new Masks({ emit: text => masked.push(text) })
    const input = (given: string) =>
      ({ 'secret-env': name, secrets: JSON.stringify(holding(name, 'in the object')) })[given] ?? ''
    hideInputs(DEPLOY_INPUTS, { input, env: {}, masks })
    hideInputs(DEPLOY_INPUTS, { input, env: holding(name, 'in a variable'), masks })
    expect(masked).toEqual(expect.arrayContaining(['in the object', 'in a variable']))
  })

  test('of a secret of the build', () => {
    expect(() => secretsOf(`id=${name}`, {})).toThrow('line 1 does not name a variable')
    expect(secretsOf(`id=${name}`, holding(name, 'value'))).toEqual([{ id: 'id', variable: name, value: 'value' }])
  })

  test('of a variable that is handed on, of a key that is redacted', () => {
    expect(Object.entries(commandEnvironment(holding(name, 'value'), 'm'))).toContainEqual([name, 'value'])
    const clean = cleanData({ deep: holding(name, 'a secret') }, text => text.replace('secret', '***'))
    expect(Object.entries(clean.deep)).toEqual([[name, 'a ***']])
  })

  test('of values, labels, annotations and data: kept as they are', () => {
    const mapping = `{ ${name}: "a" }`
    const merged = mergeValues(parseValues('a.yaml', `${name}: {x: 1}`) as Values, { y: 2 })
    expect(Object.entries(merged)).toEqual([
      [name, { x: 1 }],
      ['y', 2],
    ])
    const text = `apiVersion: v1\nkind: Secret\nmetadata: { name: a, labels: ${mapping}, annotations: ${mapping} }\nstringData: ${mapping}\n`
    const set = parseManifests([{ file: 'a.yaml', text }])
    const object = labelled(withSecretData(set), { service: name, environment: name }).manifests[0]?.object
    expect(Object.entries(object?.metadata.labels ?? {})).toContainEqual([name, 'a'])
    expect(Object.entries(object?.metadata.annotations ?? {})).toEqual([[name, 'a']])
    expect(Object.entries(object?.data ?? {})).toEqual([[name, 'YQ==']])
  })

  test('of a kind, of a target, of a label that is selected: like any other that is not known', () => {
    const text = [
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: b}\nspec: {scaleTargetRef: {kind: ${name}, name: a}}\n`,
      `apiVersion: v1\nkind: Service\nmetadata: {name: c}\nspec: {selector: {${name}: a}}\n`,
    ]
    const found = parseManifests([{ file: 'a.yaml', text: text.join('---\n') }])
    const placed = found.manifests.map(manifest => ({ manifest, namespace: 'shop' }))
    expect(danglingReferences(placed).missing).toMatchObject([{ kind: 'pods', labels: holding(name, 'a') }])
    const object = { apiVersion: 'apps/v1', kind: name, metadata: { name: 'a' } }
    expect(defaultStrategyFields(object, object)).toEqual([])
  })

  test('is no field that is not there, and no suffix', () => {
    expect(mappingAt({}, name)).toBeUndefined()
    expect(valueAt({}, [`f:${name}`])).toBeUndefined()
    expect(mappingAt(holding(name, { a: 1 }), name)).toEqual({ a: 1 })
    expect(quantity(`1${name}`)).toBeNaN()
  })

  test('of a service, an environment, a key of the policy, a word of an address', () => {
    const policy = parsePolicy(`services: ["s${name}s"]\nenvironments: { "e${name}": {} }\n`, { repository: 'hello' })
    expect(policy).toMatchObject({ services: [`s${name}s`], environments: [{ name: `e${name}` }] })
    const unknown = thrownBy(() => parsePolicy(`environments: { a: {} }\n${name}: {}\n`, { repository: 'hello' }))
    expect(unknown).toMatchObject({
      reason: 'policy-invalid',
      message: expect.stringContaining(`unknown key '${name}'`),
    })
    const words = { service: 's', environment: 'e', commit: 'c', repository: 'r' }
    expect(dashboardUrl(`https://d/{${name}}/{service}`, words)).toBe(`https://d/{${name}}/s`)
  })

  test('as an error of Slack', () => {
    const failure = { code: name, detail: '', transient: false, rateLimited: false, perhapsDone: false }
    expect(slackError(failure, { method: 'chat.update' }, 'https://slack')).toMatchObject({ reason: 'slack-rejected' })
  })
})
