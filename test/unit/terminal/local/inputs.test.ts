import { describe, expect, test } from 'vitest'
import { localInputs } from '../../../../src/terminal/local/inputs.ts'

const workflow = (inputs: string, uses = 'acme/ct/.github/workflows/deploy.yml@v1') =>
  `on: deployment\njobs:\n  deploy:\n    uses: ${uses}\n    with: {${inputs}}\n`

/** The inputs that a repository with these workflows has. */
const read = (texts: readonly string[], options: Readonly<Record<string, string>> = {}, service = 'hello') =>
  localInputs({
    workflows: texts.map((text, index) => ({ file: `w${index}.yml`, text })),
    ...{ options, service, repository: 'acme/hello' },
  })

const IMAGE = 'image: "ghcr.io/${{ github.repository }}"'

describe('the inputs of a deployment from here', () => {
  test('are those of the workflow that deploys: what is a plain text, or names the repository', () => {
    const secrets = 'kubeconfig: "${{ secrets.KUBECONFIG }}", deployment-id: "${{ inputs.id }}", token: x'
    const more = 'values: "deploy/{environment}.yaml", secret-env: "A\\nB", timeout: 5m, gomplate-version: 5.0.0'
    expect(read([workflow(`${IMAGE}, ${more}, ${secrets}`), 'on: push\njobs: {a: {steps: [{uses: x/y@v1}]}}'])).toEqual(
      {
        ...{ image: 'ghcr.io/acme/hello', values: 'deploy/{environment}.yaml', 'secret-env': 'A\nB' },
        ...{ timeout: '5m', 'gomplate-version': '5.0.0' },
      },
    )
  })

  test('of a step too, and of an option before the workflow; lists of an option are separated by commas', () => {
    const step = `jobs: {d: {steps: [{uses: acme/ct/actions/ship@v1, with: {${IMAGE}, values: a}}]}}`
    expect(read([step], { values: 'x.yaml,y.yaml', context: 'kind' })).toEqual({
      ...{ image: 'ghcr.io/acme/hello', values: 'x.yaml\ny.yaml', context: 'kind' },
    })
  })

  test('what would name a program to run, or where a token is sent, is not taken from a clone', () => {
    const hostile = 'gomplate-checksum: abc, slack-api-url: "https://evil.example", registry-password: x'
    expect(read([workflow(`${IMAGE}, ${hostile}`)])).toEqual({ image: 'ghcr.io/acme/hello' })
  })

  test('of the service that is meant, where each has a call of its own', () => {
    const both = [workflow('service: api, image: r/api'), workflow('service: web, image: r/web')]
    expect(read(both, {}, 'web')).toEqual({ image: 'r/web' })
    expect(read(both, {}, 'API')).toEqual({ image: 'r/api' })
  })

  test('the same in two workflows is said once', () => {
    expect(read([workflow(IMAGE), workflow(IMAGE)])).toEqual({ image: 'ghcr.io/acme/hello' })
  })

  test.each([
    [['on: push'], 'no workflow of the commit says which image is deployed: write --image'],
    [['[}'], 'no workflow of the commit says which image is deployed: write --image'],
    [
      [workflow('image: "${{ vars.IMAGE }}"')],
      "w0.yml has ${{ vars.IMAGE }} for the input 'image', which only a run knows: write --image",
    ],
    [
      [workflow(`${IMAGE}, values: a`), workflow(`${IMAGE}, values: b`)],
      "w0.yml and w1.yml say different things for the input 'values': write --values",
    ],
    [
      [workflow(`${IMAGE}, gomplate-version: "\${{ vars.G }}"`)],
      "w0.yml has ${{ vars.G }} for the input 'gomplate-version', which only a run knows: write it as a plain text there",
    ],
  ])('%j is refused', (texts, text) => {
    expect(() => read(texts)).toThrow(expect.objectContaining({ reason: 'input-missing', message: text }))
  })
})
