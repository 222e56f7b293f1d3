import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { DEPLOY_INPUTS, DEPLOY_OUTPUTS } from '../../src/actions/deploy/inputs.ts'
import type { InputSpec } from '../../src/runner/inputs.ts'
import { type Action, DEPLOY_TEMPLATES, textOf, type Workflow } from './workflow-files.ts'

const reusable = parse(textOf('.github/workflows/deploy.yml')) as Workflow
const ship = parse(textOf('actions/ship/action.yml')) as Action
/** What has no deployment takes `actions/deploy` itself. */
const WITHOUT_DEPLOYMENT = ['service', 'stored-release', 'without-github']
const names = Object.keys(DEPLOY_INPUTS).filter(name => !WITHOUT_DEPLOYMENT.includes(name))
const defaultOf = (name: string) => Object.entries(DEPLOY_INPUTS).find(([key]) => key === name)?.[1]

describe('actions/ship', () => {
  test('has the inputs of actions/deploy, with their defaults, and the commit', () => {
    expect(Object.keys(ship.inputs)).toEqual(['commit', ...names])
    for (const name of names) {
      const { whenMissing: _, secret: _secret, ...wanted }: InputSpec = defaultOf(name) ?? { description: '' }
      expect({ name, ...ship.inputs[name] }).toEqual({ name, ...JSON.parse(JSON.stringify(wanted)) })
    }
  })

  test('hands all of them on, and all outputs back', () => {
    const handedOn = ship.runs.steps.at(-1)?.with
    expect(handedOn).toEqual(Object.fromEntries(names.map(name => [name, `\${{ inputs.${name} }}`])))
    expect(Object.keys(ship.outputs)).toEqual(Object.keys(DEPLOY_OUTPUTS))
    for (const [name, { description, value }] of Object.entries(ship.outputs)) {
      expect(description).toBe(Object.entries(DEPLOY_OUTPUTS).find(([key]) => key === name)?.[1])
      expect(value).toBe(`\${{ steps.deploy.outputs.${name} }}`)
    }
  })
})

describe('the reusable workflow', () => {
  const job = reusable.jobs.deploy
  const given = job.steps?.[0]?.with ?? {}

  test('hands on every input of actions/ship but the token, which has its default', () => {
    expect(Object.keys(given).toSorted()).toEqual(
      Object.keys(ship.inputs)
        .filter(name => name !== 'token')
        .toSorted(),
    )
  })

  test('repeats the defaults: an empty text handed on is not a default', () => {
    for (const [name, { default: own }] of Object.entries(reusable.on.workflow_call?.inputs ?? {})) {
      const wanted = defaultOf(name)
      if (wanted === undefined || 'required' in wanted) continue
      expect({ name, own }).toEqual({ name, own: 'default' in wanted ? wanted.default : '' })
    }
  })

  test('makes no second record, and loses no deployment to a newer one', () => {
    expect(job.environment).toMatchObject({ deployment: false })
    expect(job.concurrency).toMatchObject({ 'cancel-in-progress': false, queue: 'max' })
    expect(job.concurrency?.group).toMatch(/service[\s\S]*environment/)
  })
})

describe.each(DEPLOY_TEMPLATES)('the template %s', name => {
  const file = `workflows-templates/${name}.yml`
  const workflow = parse(textOf(file)) as Workflow
  const job = workflow.jobs.deploy

  test('calls the reusable workflow by a reference outside the deployed commit', () => {
    expect(job.uses).toBe('commit-train/commit-train/.github/workflows/deploy.yml@v1')
    const known = Object.keys(reusable.on.workflow_call?.inputs ?? {})
    expect(Object.keys(job.with ?? {}).filter(input => !known.includes(input))).toEqual([])
  })

  test('grants what the called job asks for and nothing else', () => {
    expect(workflow.permissions).toEqual({})
    expect(job.permissions).toEqual(reusable.jobs.deploy.permissions)
    expect(job.permissions).toEqual({
      contents: 'read',
      deployments: 'write',
      attestations: 'read',
      checks: 'read',
      statuses: 'read',
      actions: 'read',
      packages: 'read',
    })
  })

  test('names the deployment in the list of runs', () => {
    expect(workflow['run-name']).toMatch(/deployment(\.id|-id)/)
  })

  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf(`workflows-templates/${name}.properties.json`))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
    for (const pattern of properties.filePatterns) expect('.github/commit-train.yml').toMatch(new RegExp(pattern))
  })

  test('is what the example service uses, but for what is its own', () => {
    const copy = textOf(`examples/hello-service/.github/workflows/${name}.yml`)
    expect(copy.replace('secret-env: GREETING_TOKEN', "secret-env: ''")).toBe(textOf(file))
  })
})
