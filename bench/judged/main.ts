/** `npm run bench -- judged`: NDCG@10 of the judged queries, of each kind and of all, and the ten that went worst. */
import { aligned } from '../table.ts';
import { judge, judgedQueries, mean, type Verdict } from './judge.ts';

const WORST = 10;
const SHOWN = 3;

export async function benchJudged(): Promise<string> {
  const verdicts = await judge(judgedQueries());
  const kinds = Map.groupBy(verdicts, ({ kind }) => kind);
  const line = (name: string, of: readonly Verdict[]) => [name, String(of.length), mean(of).toFixed(3)];
  const scores = [...kinds].map(([kind, of]) => line(kind, of));
  const worst = verdicts.toSorted((a, b) => a.ndcg - b.ndcg).slice(0, WORST);
  return [
    aligned([['judged queries', 'queries', 'NDCG@10'], ...scores, line('all', verdicts)]),
    '\nThe worst:',
    ...worst.map(
      ({ query, ndcg, total, found }) =>
        `${ndcg.toFixed(2)}  ${query}  → ${total} found: ${found.slice(0, SHOWN).join('; ') || 'nothing'}`,
    ),
  ].join('\n');
}
