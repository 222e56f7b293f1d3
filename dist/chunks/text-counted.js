// src/text/counted.ts
/** `1 service`, `2 services`. */
function counted(many, noun, plural = `${noun}s`) {
	return `${many.toLocaleString("en")} ${many === 1 ? noun : plural}`;
}

export { counted as t };