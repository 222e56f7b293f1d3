/** Kubelets and admission rules read their objects from caches, which take a moment to see what was put right. */
const CACHES_MS = 2_000

/** Whether what is said about an object from before the apply is so certainly from after it that it counts. */
export function isFreshNews(time: string | undefined, appliedAt: number): boolean {
  return Date.parse(time ?? '') > appliedAt + CACHES_MS
}
