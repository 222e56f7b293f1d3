/** `1 service`, `2 services`. */
export function counted(many: number, noun: string, plural = `${noun}s`): string {
  return `${many.toLocaleString('en')} ${many === 1 ? noun : plural}`
}
