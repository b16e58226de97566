namespace AccountRecovery.Races;

/// <summary>The calls that a worker makes once the barrier opens.</summary>
internal sealed class Step(Application application, Command.Prepare prepared, Action<Report> tell)
{
    internal async Task<Report.Finished> RunAsync()
    {
        Call[] calls = prepared.Calls;
        var answers = new Answer[prepared.Streams ? 0 : calls.Length];
        int before = application.Hasher.Hashes;
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, prepared.Parallel).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < calls.Length; i = Interlocked.Increment(ref next))
            {
                Answer answer = await application.AnswerAsync(calls[i], prepared.RepeatsBusy);
                if (prepared.Streams)
                {
                    tell(new Report.Answered(i, answer));
                }
                else
                {
                    answers[i] = answer;
                }
            }
        })));
        return new Report.Finished(answers, application.Hasher.Hashes - before);
    }
}
