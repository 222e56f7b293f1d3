// src/github/pages.ts
/** Items in one answer: GitHub's maximum. */
const PAGE_SIZE = 100;
/** More pages than these are not read; what is further on counts as not read. */
const MOST_PAGES = 20;
/**
* Reads a counted list whole: the first page says how many there are, the others are read in parallel. An item that
* moved from page to page meanwhile is there once.
*/
async function readCountedPages(read) {
	const first = await read(1);
	const pages = Math.min(MOST_PAGES, Math.ceil(first.total / 100));
	const all = [first, ...await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, index) => read(index + 2)))];
	const items = new Map(all.flatMap((page) => page.items).map((item) => [item.id, item]));
	const total = Math.max(...all.map((page) => page.total));
	return {
		items: [...items.values()],
		missing: Math.max(0, total - items.size)
	};
}

export { readCountedPages as t };