import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isSeq, parseDocument } from 'yaml'

const FOLDER = '.github/workflows'
const example = join(import.meta.dirname, '../../../examples/hello-service', FOLDER)

type Inputs = Readonly<Record<string, string>>

/**
 * The workflow files of the example service that deploy, by their path in its repository, with some `with:` of the called
 * workflow changed: what a service does with the templates.
 */
export function serviceWorkflows(given: Inputs): Record<string, string> {
  const files = readdirSync(example).map(name => {
    const { path, document } = read(name)
    const jobs = document.get('jobs')
    if (!isMap(jobs)) throw new Error(`${name}: no jobs`)
    for (const job of jobs.items) {
      if (!document.hasIn(['jobs', String(job.key), 'uses'])) continue
      for (const [input, value] of Object.entries(given))
        document.setIn(['jobs', String(job.key), 'with', input], value)
    }
    return [path, document.toString({ lineWidth: 0 })]
  })
  return Object.fromEntries(files)
}

/** One of the example's workflows that build, by its path, with some inputs of `actions/build` changed. */
export function buildWorkflow(
  given: Inputs,
  name: 'build.yml' | 'pull-request.yml' = 'build.yml',
): Record<string, string> {
  const { path, document } = read(name)
  const steps = document.getIn(['jobs', 'build', 'steps'])
  if (!isSeq(steps)) throw new Error(`${name}: no steps`)
  const at = steps.items.findIndex(step => isMap(step) && String(step.get('uses')).includes('/actions/build@'))
  for (const [input, value] of Object.entries(given))
    document.setIn(['jobs', 'build', 'steps', at, 'with', input], value)
  return { [path]: document.toString({ lineWidth: 0 }) }
}

function read(name: string): { readonly path: string; readonly document: Document } {
  return { path: `${FOLDER}/${name}`, document: parseDocument(readFileSync(join(example, name), 'utf8')) }
}
