// src/text/suggestion.ts
/** The known word nearest to `word`, when it is near enough to be what was meant. */
function nearest(word, known) {
	let best;
	let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of known) {
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}
/** ` (did you mean 'x'?)`; empty when nothing is near. */
function didYouMean(word, known) {
	const near = nearest(word, known);
	return near === void 0 ? "" : ` (did you mean '${near}'?)`;
}
/** Like `didYouMean`, but lists what is known when nothing is near; empty when nothing is known. */
function suggestion(word, known) {
	const all = known.length === 0 ? "" : ` (known: ${known.join(", ")})`;
	return didYouMean(word, known) || all;
}
/** How many letters must be added, removed, changed or swapped with their neighbour. */
function editDistance(from, to) {
	const a = [...from];
	const b = [...to];
	let beforePrevious = [];
	let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			current[column] = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + (same ? 0 : 1), swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY);
		}
		beforePrevious = previous;
		previous = current;
	}
	return at(previous, b.length);
}
function at(numbers, index) {
	return numbers[index] ?? Number.POSITIVE_INFINITY;
}

export { nearest as n, suggestion as r, didYouMean as t };