import { type Document, isMap, isSeq, parseDocument } from 'yaml'

/**
 * Keys that GitHub knows and act does not: it refuses a file with any of them. Each stands here with what is lost by leaving
 * it out, so that it is not taken for tested.
 */
export const UNKNOWN_TO_ACT = {
  'jobs.*.environment.deployment': 'act makes no record for an environment, which is what `false` asks for',
  'jobs.*.concurrency.queue': 'act knows no concurrency: runs are started one after the other',
  'concurrency.queue': 'as above',
  'on.schedule.*.timezone': 'act starts nothing by the clock',
} as const

/** A workflow file as act takes it, and the paths of the keys that were left out. */
export interface Stripped {
  readonly text: string
  readonly left: readonly string[]
}

/** Leaves out of a workflow's text what act does not know; everything else, comments too, stays as it is. */
export function stripUnknownKeys(text: string): Stripped {
  const document = parseDocument(text)
  const [problem] = document.errors
  if (problem !== undefined) throw new Error(`not YAML: ${problem.message}`)
  const left: string[] = []
  for (const pattern of Object.keys(UNKNOWN_TO_ACT)) {
    for (const path of matches(document, pattern.split('.'))) {
      document.deleteIn(path)
      left.push(path.join('.'))
    }
  }
  return { text: left.length === 0 ? text : document.toString({ lineWidth: 0 }), left }
}

type Path = readonly (string | number)[]

/** Every path in the document that the pattern means; `*` stands for any key or index. */
function matches(document: Document, pattern: readonly string[]): Path[] {
  let found: Path[] = [[]]
  for (const part of pattern) {
    found = found.flatMap(path => {
      const node = path.length === 0 ? document.contents : document.getIn(path)
      if (isMap(node)) {
        const keys = node.items.map(item => String(item.key))
        return keys.filter(key => part === '*' || key === part).map(key => [...path, key])
      }
      return isSeq(node) && part === '*' ? node.items.map((_, index) => [...path, index]) : []
    })
  }
  return found
}
