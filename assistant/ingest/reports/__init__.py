"""Published annual reports (年度报告) become AnnualReport values here, without guessing."""
