import { describe, expect, it } from 'vitest';
import { ApiError, hasCode, messageOf, networkProblem, parseProblem } from '@/lib/problem';

describe('parseProblem', () => {
  it('reads a problem with its field errors and additions', () => {
    const problem = parseProblem(
      422,
      JSON.stringify({ type: 'urn:cove:problem:validation', title: 'Invalid', status: 422, detail: 'Check the fields.', code: 'validation', traceId: 't1', errors: [{ field: 'name', message: 'Too long' }, { field: 1 }, null], limit: 80 }),
    );
    expect(problem).toMatchObject({ code: 'validation', status: 422, detail: 'Check the fields.', traceId: 't1', errors: [{ field: 'name', message: 'Too long' }], extra: { limit: 80 } });
    expect(new ApiError(problem).fieldErrors()).toEqual({ name: 'Too long' });
  });

  it('takes the code from the type when it is not repeated', () => {
    expect(parseProblem(409, '{"type":"urn:cove:problem:review-open"}').code).toBe('review-open');
  });

  it.each(['', '<html>502 Bad Gateway</html>', '[]', 'null', '42', '{"detail":{}}'])('gives a sentence for %j', (body) => {
    const problem = parseProblem(502, body);
    expect(problem.code).toBe('http-502');
    expect(problem.detail).toMatch(/Try again/);
  });

  it('lets callers switch on the code', () => {
    const error = new ApiError(parseProblem(409, '{"code":"already-claimed","detail":"Lena has claimed this review."}'));
    expect(hasCode(error, 'already-claimed')).toBe(true);
    expect(hasCode(error, 'self-review')).toBe(false);
    expect(hasCode(new Error('x'), 'already-claimed')).toBe(false);
    expect(messageOf(error)).toBe('Lena has claimed this review.');
  });

  it('speaks of the connection when there is none', () => {
    expect(messageOf(new ApiError(networkProblem()))).toContain('nothing you typed is lost');
  });
});
