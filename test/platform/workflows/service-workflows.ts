import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, parseDocument } from 'yaml'

const folder = '.github/workflows'
const example = join(import.meta.dirname, '../../../examples/hello-service', folder)

/**
 * The workflow files of the example service, by their path in its repository, with some `with:` of the called workflows
 * changed: what a service does with the templates.
 */
export function serviceWorkflows(given: Readonly<Record<string, string>>): Record<string, string> {
  const files = readdirSync(example).map(name => {
    const document = parseDocument(readFileSync(join(example, name), 'utf8'))
    const jobs = document.get('jobs')
    if (!isMap(jobs)) throw new Error(`${name}: no jobs`)
    for (const job of jobs.items) {
      if (!document.hasIn(['jobs', String(job.key), 'uses'])) continue
      for (const [input, value] of Object.entries(given))
        document.setIn(['jobs', String(job.key), 'with', input], value)
    }
    return [`${folder}/${name}`, document.toString({ lineWidth: 0 })]
  })
  return Object.fromEntries(files)
}
