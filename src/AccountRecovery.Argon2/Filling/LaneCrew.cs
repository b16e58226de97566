namespace AccountRecovery.Argon2Internals;

/// <summary>Fills the memory, slice by slice (RFC 9106, section 3.2, steps 5 and 6). Several lanes are distributed among threads.</summary>
/// <remarks>
/// The calling thread does work, and free threads of the thread pool help. Each free thread fills the next lane of the slice. No thread
/// begins a slice before all lanes of the slice before are filled. A helper thread that starts late finds less work, or none.
/// </remarks>
internal sealed class LaneCrew : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly BlockKernel _kernel;
    private readonly BlockMemory _memory;
    private readonly MemoryShape _shape;
    private readonly CancellationToken _cancellationToken;

    private Segment _next;
    private int _running;
    private bool _over;
    private bool _cancelled;

    private LaneCrew(BlockKernel kernel, BlockMemory memory, MemoryShape shape, CancellationToken cancellationToken) =>
        (_kernel, _memory, _shape, _cancellationToken) = (kernel, memory, shape, cancellationToken);

    /// <summary>Fills the memory. When the method returns, no thread uses the memory any longer.</summary>
    internal static void Fill(BlockKernel kernel, BlockMemory memory, MemoryShape shape, CancellationToken cancellationToken)
    {
        if (shape.Lanes == 1)
        {
            FillOneLane(kernel, memory, shape, cancellationToken);
            return;
        }

        var crew = new LaneCrew(kernel, memory, shape, cancellationToken);
        for (int helpers = Math.Min(shape.Lanes, Environment.ProcessorCount) - 1; helpers > 0; helpers--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(crew, preferLocal: false);
        }

        crew.Execute();
        crew.AwaitHelpers();
    }

    /// <summary>Fills lanes until no lane remains.</summary>
    public void Execute()
    {
        while (TryTake(out Segment segment))
        {
            _kernel.Fill(_memory, _shape, segment);
            Done();
        }
    }

    private static void FillOneLane(BlockKernel kernel, BlockMemory memory, MemoryShape shape, CancellationToken cancellationToken)
    {
        for (int pass = 0; pass < shape.Passes; pass++)
        {
            for (int slice = 0; slice < MemoryShape.Slices; slice++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                kernel.Fill(memory, shape, new Segment(pass, slice, Lane: 0));
            }
        }
    }

    private bool TryTake(out Segment segment)
    {
        lock (_gate)
        {
            while (!_over && _next.Lane == _shape.Lanes)
            {
                Monitor.Wait(_gate);
            }

            if (!_over && _cancellationToken.IsCancellationRequested)
            {
                _cancelled = true;
                End();
            }

            segment = _next;
            if (_over)
            {
                return false;
            }

            _next = _next with { Lane = _next.Lane + 1 };
            _running++;
            return true;
        }
    }

    private void Done()
    {
        lock (_gate)
        {
            _running--;
            if (_running == 0 && _next.Lane == _shape.Lanes && !_over)
            {
                BeginNextSlice();
            }

            if (_running == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void BeginNextSlice()
    {
        _next = _next.Slice + 1 < MemoryShape.Slices
            ? new Segment(_next.Pass, _next.Slice + 1, Lane: 0)
            : new Segment(_next.Pass + 1, Slice: 0, Lane: 0);
        if (_next.Pass == _shape.Passes)
        {
            End();
        }
    }

    private void End()
    {
        _over = true;
        Monitor.PulseAll(_gate);
    }

    private void AwaitHelpers()
    {
        lock (_gate)
        {
            while (_running > 0)
            {
                Monitor.Wait(_gate);
            }

            if (_cancelled)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
