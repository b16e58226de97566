using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(AccountRecovery.Scene).Assembly).Run(args);
