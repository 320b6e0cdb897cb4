export function group(tags: string[]): string[][] {
  const groups = new Map<string, string[]>(); // signature -> tags; a Map keeps the order in which its keys first came
  for (const tag of new Set(tags)) {
    const signature = [...tag].sort().join("");
    const group = groups.get(signature);
    if (group) group.push(tag);
    else groups.set(signature, [tag]);
  }
  return [...groups.values()];
}
