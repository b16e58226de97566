namespace AccountRecovery;

/// <summary>Enumerates the schedules of a race: every order in which the racers' store calls can happen.</summary>
/// <remarks>
/// A schedule is a path in a tree: at each step any parked racer may go next. The race is run from its start for each path, depth first,
/// so racers must do the same whenever they see the same.
/// </remarks>
internal static class Schedules
{
    private const int Most = 200_000;

    /// <summary>Runs a race once for each schedule.</summary>
    /// <param name="racers">Those who race.</param>
    /// <param name="startAsync">Restores the start and returns what each racer runs.</param>
    /// <param name="endAsync">Called after each schedule, with its steps as in "A reads, B reads, A writes, B writes".</param>
    /// <returns>How many schedules there are.</returns>
    internal static async Task<int> ForAllAsync(IReadOnlyList<Racer> racers, Func<Task<IReadOnlyList<Func<Task>>>> startAsync, Func<string, Task> endAsync)
    {
        List<(int Choice, int Of)> path = [];
        int count = 0;
        do
        {
            IReadOnlyList<Func<Task>> runs = await startAsync().ConfigureAwait(false);
            for (int i = 0; i < racers.Count; i++)
            {
                await racers[i].StartAsync(runs[i]).ConfigureAwait(false);
            }

            string schedule = await FollowAsync(racers, path).ConfigureAwait(false);
            foreach (Racer racer in racers)
            {
                await racer.FinishAsync().ConfigureAwait(false);
            }

            await endAsync(schedule).ConfigureAwait(false);
            if (++count > Most)
            {
                throw new InvalidOperationException($"There are more than {Most} schedules: let fewer race, or fewer steps.");
            }
        }
        while (MoveOn(path));

        return count;
    }

    // Goes the path as far as it has been chosen, and from there on lets the first that is parked go.
    private static async Task<string> FollowAsync(IReadOnlyList<Racer> racers, List<(int Choice, int Of)> path)
    {
        List<string> steps = [];
        while (racers.Where(racer => racer.Step is not null).ToArray() is { Length: > 0 } parked)
        {
            if (steps.Count == path.Count)
            {
                path.Add((0, parked.Length));
            }

            (int choice, int of) = path[steps.Count];
            if (of != parked.Length)
            {
                throw new InvalidOperationException($"After \"{string.Join(", ", steps)}\" {parked.Length} racers are parked, and before it were {of}: they do not do the same each time.");
            }

            steps.Add(parked[choice].Step!);
            await parked[choice].LetGoAsync().ConfigureAwait(false);
        }

        return string.Join(", ", steps);
    }

    private static bool MoveOn(List<(int Choice, int Of)> path)
    {
        while (path is [.., (int choice, int of)])
        {
            path.RemoveAt(path.Count - 1);
            if (choice + 1 < of)
            {
                path.Add((choice + 1, of));
                return true;
            }
        }

        return false;
    }
}
