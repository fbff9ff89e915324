export const words = {
  choose: (title: string) => `Choose from ${title.toLowerCase()}`,
  search: (title: string) => `Search ${title.toLowerCase()}`,
  searchHere: 'Part of a name or a number',
  list: (title: string) => title,
  asking: (whom: string) => `Asking ${whom} …`,
  narrowed: (fields: string) => `Only those of ${fields}.`,
  nothing: (search: string) =>
    search === ''
      ? 'There is nothing to choose from there yet. The value can be typed by hand.'
      : `Nothing there matches “${search}”. Check the spelling, or type the value by hand.`,
  needsFirst: (fields: string) =>
    `Fill in ${fields} with a fixed value first: these choices belong to it. The value can also be typed by hand.`,
  more: 'Show more',
  loadingMore: 'Loading more …',
  useTyped: (text: string) => `Use “${text}” as it is typed`,
  count: (count: number) => `${count} ${count === 1 ? 'choice' : 'choices'}`,
  add: 'Add a value',
  remove: (value: string) => `Remove ${value}`,
};
